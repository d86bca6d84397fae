/** Feature flag by which one browser tries override auth. */
export const OVERRIDE_FLAG = 'sso-override-auth';
