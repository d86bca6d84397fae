import { createBackend } from '@backstage/backend-defaults';
import permissionPolicyModule from './permissionPolicy';
import { createSsoFeatures } from './ssoFeatures';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicyModule);
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(createSsoFeatures({ argv: process.argv }));

backend.start();
