export * from './operation';
export * from './adminOperations';
export * from './publicOperations';
export * from './serviceOperations';
export * from './protocolSchemas';
export * from './traceSchemas';
