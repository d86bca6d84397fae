import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { EscapeRouteService } from './EscapeRouteService';

/**
 * Tells the operator when a way back in closes, and once when all are open
 * again; says nothing while nothing changes.
 */
export class EscapeRouteMonitor {
  readonly #routes: Pick<EscapeRouteService, 'check'>;
  readonly #logger: LoggerService;
  readonly #gauge: ReturnType<MetricsService['createGauge']>;
  #failed: ReadonlySet<string> = new Set();

  static create(options: {
    escapeRoutes: Pick<EscapeRouteService, 'check'>;
    metrics: Pick<MetricsService, 'createGauge'>;
    logger: LoggerService;
  }): EscapeRouteMonitor {
    return new EscapeRouteMonitor(options);
  }

  private constructor(
    options: Parameters<typeof EscapeRouteMonitor.create>[0],
  ) {
    this.#routes = options.escapeRoutes;
    this.#logger = options.logger;
    this.#gauge = options.metrics.createGauge('sso.escape_routes.closed', {
      description: 'Ways back into the portal that do not work now',
      unit: '{route}',
    });
  }

  async run(): Promise<void> {
    const failed = (await this.#routes.check()).filter(
      ({ outcome }) => outcome === 'failed',
    );
    this.#gauge.record(failed.length);
    for (const finding of failed) {
      if (!this.#failed.has(finding.title)) this.#warn(finding);
    }
    if (failed.length === 0 && this.#failed.size > 0) {
      this.#logger.info('All ways back into the portal work again');
    }
    this.#failed = new Set(failed.map(({ title }) => title));
  }

  #warn({ title, detail, advice }: SsoCheckFinding): void {
    const found = `A way back into the portal does not work: "${title}" fails`;
    const sentences = [found, detail, advice]
      .filter(text => text !== undefined)
      .map(text => (text.endsWith('.') ? text : `${text}.`));
    this.#logger.warn(sentences.join(' '));
  }
}
