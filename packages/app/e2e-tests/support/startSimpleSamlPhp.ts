import { createSamlKey } from '@latchkey/dev-idp';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './findFreePort';

const home = '/usr/share/simplesamlphp';
const startTimeoutMs = 20_000;

/** How SimpleSAMLphp deals with one portal, in words of its own. */
export interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  logoutUrl: string;
  /** Certificate of the portal, base64; for encryption and its signatures. */
  certificate?: string;
  encryptAssertions?: boolean;
  signAssertions?: boolean;
  signResponse?: boolean;
}

/** A SimpleSAMLphp that runs as an identity provider. */
export interface SimpleSamlPhp {
  url: string;
  metadataUrl: string;
  entityId: string;
  /** Replaces the service provider that it knows. */
  register(provider: ServiceProvider): Promise<void>;
  /** Where somebody starts who begins at the identity provider. */
  launchUrl(provider: Pick<ServiceProvider, 'entityId'>): string;
  /** Signs out at the identity provider and everywhere it signed in. */
  signOutUrl: string;
  output(): string;
  stop(): Promise<void>;
}

/** People of the identity provider: `alice`, password `alice-password`. */
const people = {
  alice: {
    uid: ['alice'],
    mail: ['alice@example.test'],
    givenName: ['Alice'],
    sn: ['Ferreira'],
    groups: ['engineering', 'platform'],
  },
};

/**
 * Starts the SimpleSAMLphp of the Debian package with the web server of PHP
 * and a configuration of its own.
 *
 * @throws when the package is not installed
 */
export async function startSimpleSamlPhp(): Promise<SimpleSamlPhp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-simplesamlphp-'));
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const entityId = `${url}/saml2/idp/metadata.php`;
  await writeConfiguration(folder, url);

  const child = spawn('php', ['-S', `localhost:${port}`, '-t', `${home}/www`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its workers end with their process group.
    detached: true,
    env: {
      ...process.env,
      SIMPLESAMLPHP_CONFIG_DIR: path.join(folder, 'config'),
      // Its pages send browsers to each other while one is being answered.
      PHP_CLI_SERVER_WORKERS: '4',
    },
  });
  let output = '';
  const keep = (chunk: Buffer | string) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', error => {
      keep(error.message);
      resolve();
    });
  });

  const provider: SimpleSamlPhp = {
    url,
    metadataUrl: entityId,
    entityId,
    signOutUrl: `${url}/saml2/idp/SingleLogoutService.php?ReturnTo=${encodeURIComponent(
      `${url}/logout.php`,
    )}`,
    launchUrl: ({ entityId: sp }) =>
      `${url}/saml2/idp/SSOService.php?spentityid=${encodeURIComponent(sp)}`,
    register: sp =>
      writePhp(folder, 'metadata/saml20-sp-remote.php', 'metadata', {
        [sp.entityId]: {
          AssertionConsumerService: sp.acsUrl,
          SingleLogoutService: sp.logoutUrl,
          NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
          'saml20.sign.assertion': sp.signAssertions ?? true,
          'saml20.sign.response': sp.signResponse ?? false,
          'assertion.encryption': sp.encryptAssertions ?? false,
          'validate.authnrequest': sp.certificate !== undefined,
          'validate.logout': sp.certificate !== undefined,
          ...(sp.certificate && { certData: sp.certificate }),
        },
      }),
    output: () => output,
    async stop() {
      if (child.pid && child.exitCode === null) {
        process.kill(-child.pid, 'SIGTERM');
      }
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };

  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(entityId).catch(() => undefined);
    if (response?.ok) {
      return provider;
    }
    await sleep(200);
  }
  await provider.stop();
  throw new Error(
    `SimpleSAMLphp did not start; npm run test:interop installs it.\n${output}`,
  );
}

async function writeConfiguration(folder: string, url: string): Promise<void> {
  for (const name of ['config', 'metadata', 'cert', 'sessions', 'tmp']) {
    await mkdir(path.join(folder, name));
  }
  const { certificate, privateKey } = await createSamlKey({
    commonName: 'SimpleSAMLphp',
  });
  await writeFile(path.join(folder, 'cert', 'idp.crt'), certificate);
  await writeFile(path.join(folder, 'cert', 'idp.pem'), privateKey);

  await writePhp(folder, 'config/config.php', 'config', {
    baseurlpath: `${url}/`,
    certdir: `${folder}/cert/`,
    loggingdir: `${folder}/`,
    datadir: `${folder}/`,
    tempdir: `${folder}/tmp`,
    metadatadir: `${folder}/metadata`,
    technicalcontact_email: 'operator@example.test',
    secretsalt: 'only-for-tests-only-for-tests',
    'auth.adminpassword': 'only-for-tests-only-for-tests',
    'admin.checkforupdates': false,
    timezone: 'UTC',
    'logging.handler': 'errorlog',
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true },
    'session.cookie.secure': false,
    'session.phpsession.savepath': `${folder}/sessions`,
    'store.type': 'phpsession',
    'language.default': 'en',
    'metadata.sources': [{ type: 'flatfile' }],
  });
  await writePhp(folder, 'config/authsources.php', 'config', {
    people: {
      0: 'exampleauth:UserPass',
      ...Object.fromEntries(
        Object.entries(people).map(([name, attributes]) => [
          `${name}:${name}-password`,
          attributes,
        ]),
      ),
    },
  });
  await writePhp(folder, 'metadata/saml20-idp-hosted.php', 'metadata', {
    '__DYNAMIC:1__': {
      host: '__DEFAULT__',
      privatekey: 'idp.pem',
      certificate: 'idp.crt',
      auth: 'people',
      'userid.attribute': 'uid',
      'sign.logout': true,
      'attributes.NameFormat':
        'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      authproc: {
        10: {
          class: 'core:AttributeMap',
          mail: 'urn:oid:0.9.2342.19200300.100.1.3',
          givenName: 'urn:oid:2.5.4.42',
          sn: 'urn:oid:2.5.4.4',
        },
      },
    },
  });
}

/** A value of JSON as PHP reads it. */
function toPhp(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(toPhp).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `[${Object.entries(value)
      .map(([name, entry]) => `${toPhp(name)} => ${toPhp(entry)}`)
      .join(', ')}]`;
  }
  return typeof value === 'string'
    ? `'${value.replace(/[\\']/g, '\\$&')}'`
    : String(value);
}

async function writePhp(
  folder: string,
  file: string,
  variable: string,
  value: Record<string, unknown>,
): Promise<void> {
  await writeFile(
    path.join(folder, file),
    `<?php\n$${variable} = ${toPhp(value)};\n`,
  );
}
