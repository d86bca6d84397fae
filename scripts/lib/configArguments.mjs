// Arguments of a command that runs in another folder.
import path from 'node:path';

/**
 * Makes the files of `--config` absolute; addresses stay as they are.
 *
 * @param {string[]} args
 * @param {string} directory - where relative files begin
 */
export function resolveConfigFiles(args, directory) {
  const resolve = file =>
    /^[a-z]+:\/\//i.test(file) ? file : path.resolve(directory, file);
  return args.map((argument, index) => {
    if (argument.startsWith('--config=')) {
      return `--config=${resolve(argument.slice('--config='.length))}`;
    }
    return args[index - 1] === '--config' ? resolve(argument) : argument;
  });
}
