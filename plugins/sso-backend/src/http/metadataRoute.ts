import { createHash } from 'node:crypto';
import type { Router } from 'express';
import type { MetadataService } from '../connections/MetadataService';
import { readConnectionId } from './providerRequest';

/** As long as a cache may keep it: a new key has to be seen soon. */
const MAX_AGE_SECONDS = 60;

/** What the portal tells providers of itself, open to everyone. */
export function mountMetadataRoute(options: {
  router: Router;
  metadata: MetadataService;
}): void {
  options.router.get('/sign-in/:connectionId/metadata', async (req, res) => {
    const document = await options.metadata.get(readConnectionId(req));
    const fileName = document.fileName.replace(/[^\w.-]/g, '_');
    const hash = createHash('sha256').update(document.body);
    res.set({
      'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`,
      'Content-Disposition': `inline; filename="${fileName}"`,
      // To be read, not to be a page of the portal.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Type': document.contentType,
      ETag: `"${hash.digest('base64url')}"`,
      'X-Content-Type-Options': 'nosniff',
    });
    // A buffer, so that the content type stays as the protocol has it.
    res.send(Buffer.from(document.body, 'utf8'));
  });
}
