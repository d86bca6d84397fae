import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** Short messages about what was done or failed. */
export function useToast() {
  const toastApi = useApi(toastApiRef);

  return useMemo(
    () => ({
      success: (title: string) =>
        void toastApi.post({ title, status: 'success', timeout: 5000 }),
      // Failures stay until they were read.
      failure: (title: string, error: Error) =>
        void toastApi.post({
          title,
          description: error.message,
          status: 'danger',
        }),
    }),
    [toastApi],
  );
}
