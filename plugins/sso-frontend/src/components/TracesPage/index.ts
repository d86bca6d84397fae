export { TraceList } from './TraceList';
export { TracesRouter } from './TracesRouter';
