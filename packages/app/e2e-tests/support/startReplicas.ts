import { type Portal, startPortal } from './startPortal';
import { type Proxy, startProxy } from './startProxy';

/** Two backends on one PostgreSQL behind a proxy: one portal to a browser. */
export interface Replicas {
  /** Where browsers reach the portal. */
  readonly url: string;
  readonly proxy: Proxy;
  readonly portals: readonly [Portal, Portal];
  stop(): Promise<void>;
}

/** Starts both, with databases that they share. */
export async function startReplicas(): Promise<Replicas> {
  const proxy = await startProxy();
  const portals: Portal[] = [];
  const stop = async () => {
    for (const portal of portals) {
      await portal.stop();
    }
    await proxy.stop();
  };
  try {
    const databases = `replicas_${new URL(proxy.url).port}`;
    // One after the other: the first one makes the tables and the link.
    const first = await startPortal({ baseUrl: proxy.url, databases });
    portals.push(first);
    const second = await startPortal({ baseUrl: proxy.url, databases });
    portals.push(second);
    proxy.setTargets([first.url, second.url]);
    return { url: proxy.url, proxy, portals: [first, second], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
