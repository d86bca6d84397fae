import { useConnectionForm } from './ConnectionFormContext';

/**
 * The message of a path, and what makes a control show it. Messages come from
 * our own check and from the server, so the browser's validation stays out.
 */
export function useField(path: string) {
  const { form } = useConnectionForm();
  const message = Object.hasOwn(form.errors, path)
    ? form.errors[path]
    : undefined;

  return {
    message,
    control: {
      name: path,
      validate: () => message,
      validationBehavior: 'aria' as const,
    },
  };
}
