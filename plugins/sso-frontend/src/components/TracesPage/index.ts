export { EvidenceList } from './EvidenceList';
export { TraceList } from './TraceList';
export { TracesRouter } from './TracesRouter';
