import { ResponseDraft } from '../types';

/** Changes one answer of the provider. */
export type ResponseChange = (draft: ResponseDraft) => void;

/** An HTML page with status 200 where JSON is expected. */
export const html: ResponseChange = draft => {
  draft.headers['content-type'] = 'text/html';
  draft.body = '<!DOCTYPE html><title>Hello</title><p>Not what you expected';
};

/** 60 MB of it. */
export const huge: ResponseChange = draft => {
  draft.delivery = 'huge';
};

/** No answer at all. */
export const silent: ResponseChange = draft => {
  draft.delivery = 'silent';
};

/** An OAuth error (RFC 6749 §5.2). */
export function failure(status: number, error: string): ResponseChange {
  return draft => {
    draft.status = status;
    draft.body = {
      error,
      error_description: '<b>As told</b> by the test provider',
    };
  };
}
