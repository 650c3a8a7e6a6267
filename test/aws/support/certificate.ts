import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

export interface Certificate {
  readonly key: string;
  /** Its own issuer. */
  readonly cert: string;
}

/** A certificate for a server on the loopback, by openssl. */
export async function loopbackCertificate(): Promise<Certificate> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cni-bench-tls-'));
  const [key, cert] = [join(folder.path, 'key'), join(folder.path, 'cert')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await execa('openssl', [
    ...['req', '-x509', ...curve, '-subj', '/CN=localhost', '-addext', names],
    ...['-keyout', key, '-out', cert],
  ]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}
