// Brings the pinned Node.js and Yarn when the machine has no fitting ones, and
// installs the dependencies when they changed. Runs on any Node.js >= 18 and
// uses nothing but Node's own modules and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Versions that the project is developed and tested with. */
const PINNED = { node: '24.21.0', yarn: '4.18.1' };
const SUPPORTED_NODE_MAJORS = [22, 24];

const toolchainDir = path.join(root, '.toolchain');
const isWindows = process.platform === 'win32';

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function npm(args, options) {
  // npm sets npm_execpath for the scripts it runs; a direct `node` call has to
  // find npm on the PATH.
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { shell: isWindows, ...options });
}

function npmConfig(key) {
  const { status, stdout } = npm(['config', 'get', key], {
    encoding: 'utf8',
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const value = status === 0 ? stdout.trim() : '';
  return value === 'null' || value === 'undefined' ? '' : value;
}

function installTool(name, version) {
  const dir = path.join(toolchainDir, `${name.replace(/\W/g, '-')}-${version}`);
  const done = path.join(dir, '.installed');
  if (!fs.existsSync(done)) {
    process.stdout.write(`Fetching ${name} ${version} …\n`);
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(dir, 'package.json'), '{"private":true}');
    const { status, stderr } = npm(
      ['install', '--no-save', '--no-audit', '--no-fund', `${name}@${version}`],
      { cwd: dir, encoding: 'utf8' },
    );
    if (status !== 0) {
      fail(`Could not install ${name}@${version} with npm:\n${stderr}`);
    }
    fs.writeFileSync(done, version);
  }
  return path.join(dir, 'node_modules', name);
}

function resolveNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED_NODE_MAJORS.includes(major)) {
    return process.execPath;
  }
  const { platform, arch } = process;
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch)) {
    fail(
      `Latchkey needs Node.js ${SUPPORTED_NODE_MAJORS.join(' or ')}, this is ` +
        `${process.version}. Install one of those and run the command again.`,
    );
  }
  const dir = installTool(`node-${platform}-${arch}`, PINNED.node);
  return path.join(dir, 'bin', 'node');
}

function resolveYarn() {
  return path.join(
    installTool('@yarnpkg/cli-dist', PINNED.yarn),
    'bin/yarn.js',
  );
}

/** The environment in which every command of the project runs. */
function commandEnv(node, yarn) {
  // A `yarn` on the PATH that is the pinned one, for scripts that call it.
  const binDir = path.join(toolchainDir, 'bin');
  fs.mkdirSync(binDir, { recursive: true });
  if (isWindows) {
    fs.writeFileSync(
      path.join(binDir, 'yarn.cmd'),
      `@"${node}" "${yarn}" %*\r\n`,
    );
  } else {
    const shim = path.join(binDir, 'yarn');
    fs.writeFileSync(shim, `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`);
    fs.chmodSync(shim, 0o755);
  }

  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    // Settings of the calling npm are for npm; Yarn and node-gyp would take
    // some of them for theirs.
    if (/^npm_/i.test(key) && key.toLowerCase() !== 'npm_execpath') {
      delete env[key];
    }
  }
  env.PATH = [
    binDir,
    path.dirname(node),
    path.join(root, 'node_modules', '.bin'),
    env.PATH,
  ].join(path.delimiter);
  // Headers for packages that compile from source: those of the Node in use.
  const nodeRoot = path.dirname(path.dirname(node));
  if (fs.existsSync(path.join(nodeRoot, 'include', 'node'))) {
    env.npm_config_nodedir = nodeRoot;
  }
  env.COREPACK_ENABLE_STRICT = '0';
  env.YARN_IGNORE_PATH = '1';
  return env;
}

/**
 * Yarn does not read npm's configuration; this hands over what decides whether
 * packages can be fetched at all behind a company's mirror.
 */
function installEnv(env) {
  const registry = npmConfig('registry');
  const cafile = npmConfig('cafile');
  return {
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, '') }),
    ...(cafile && { YARN_HTTPS_CA_FILE_PATH: cafile }),
    ...env,
  };
}

function manifests() {
  const files = ['yarn.lock', '.yarnrc.yml', 'package.json'];
  for (const group of ['packages', 'plugins']) {
    const dir = path.join(root, group);
    if (!fs.existsSync(dir)) continue;
    for (const entry of fs.readdirSync(dir).sort()) {
      files.push(path.join(group, entry, 'package.json'));
    }
  }
  return files.filter(file => fs.existsSync(path.join(root, file)));
}

function installDependencies(node, yarn, env) {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of manifests()) {
    hash.update(file).update(fs.readFileSync(path.join(root, file)));
  }
  const digest = hash.digest('hex');
  const stamp = path.join(root, 'node_modules', '.latchkey-install');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) {
    return;
  }
  process.stdout.write(
    'Installing dependencies; the first time takes a few minutes …\n',
  );
  const { status } = spawnSync(node, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: installEnv(env),
    stdio: 'inherit',
  });
  if (status !== 0) {
    fail('Installing the dependencies failed; the output above says why.');
  }
  fs.writeFileSync(stamp, digest);
}

/**
 * Makes the checkout ready to run and returns how to run commands in it.
 *
 * @returns {{ node: string, yarn: string, env: NodeJS.ProcessEnv }}
 */
export function prepareToolchain() {
  const node = resolveNode();
  const yarn = resolveYarn();
  const env = commandEnv(node, yarn);
  installDependencies(node, yarn, env);
  return { node, yarn, env };
}
