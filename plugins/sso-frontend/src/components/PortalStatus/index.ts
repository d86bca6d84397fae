export { Countdown } from './Countdown';
export { PortalStatusBanner } from './PortalStatusBanner';
export { type PortalStatus, usePortalStatus } from './PortalStatusContext';
export { PortalStatusProvider } from './PortalStatusProvider';
