import type { Params } from '../../../lib/domain/point.ts';
import type { Endpoint } from '../../../lib/suite/ports.ts';
import type { ProbeContext } from '../../../lib/suite/probe.ts';

const ports = { iperf: 5201, echo: 8078, 'fast-http': 8080, httpbin: 80, dns: 53 };
const hosts = { pod: '10.0.0.2', service: '172.20.0.10', host: '192.168.0.2' };

export function contextFor(params: Params, seconds: number): ProbeContext {
  const address = ({ server, via }: Endpoint) => ({ host: hosts[via], port: ports[server] });
  return { params, seconds, address };
}
