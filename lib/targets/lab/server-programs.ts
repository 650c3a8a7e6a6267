import { ports } from './server-ports.ts';
import { clusterIps } from './service-layout.ts';

/** A long-running program of a testbed. */
export interface ServerProgram {
  readonly name: string;
  /** Name of a pod or a node. */
  readonly namespace: string;
  readonly argv: readonly [string, ...string[]];
  /** Text of a file whose path is the last argument. */
  readonly configFile?: string;
  /** It is ready when it listens on these TCP ports. */
  readonly listensOn: readonly number[];
  /** It listens before it has loaded its application, which takes most of a second of processor time. */
  readonly loadsLate?: boolean;
}

/** The zone of the cluster, and of anything else that it does not exist, at once. */
function unboundConfig(): string {
  const records = {
    'kubernetes.default': clusterIps.kubernetes,
    'kube-dns.kube-system': clusterIps.dns,
    'httpbin.bench': clusterIps.httpbin,
    'server.bench': clusterIps.server,
  };
  const data = Object.entries(records).map(
    ([name, address]) => `  local-data: "${name}.svc.cluster.local. 30 IN A ${address}"`,
  );
  return `server:
  interface: 0.0.0.0
  access-control: 0.0.0.0/0 allow
  do-ip6: no
  do-daemonize: no
  num-threads: 1
  module-config: "iterator"
  username: ""
  chroot: ""
  pidfile: ""
  directory: "/"
  use-syslog: no
  local-zone: "." static
${data.join('\n')}
remote-control:
  control-enable: no
`;
}

/** What a pod reads as /etc/resolv.conf, as the kubelet writes it for the namespace `bench`. */
export const resolvConf = `search bench.svc.cluster.local svc.cluster.local cluster.local
nameserver ${clusterIps.dns}
options ndots:5
`;

const iperf = (namespace: string): ServerProgram => ({
  name: `iperf3 in ${namespace}`,
  namespace,
  argv: ['iperf3', '--server', '--port', String(ports.iperf)],
  listensOn: [ports.iperf],
});

const fortio = (namespace: string): ServerProgram => ({
  name: `fortio in ${namespace}`,
  namespace,
  argv: [
    'fortio',
    'server',
    '-quiet',
    ...['-http-port', String(ports.fastHttp), '-tcp-port', String(ports.echo)],
    ...['-udp-port', 'disabled', '-grpc-port', 'disabled', '-redirect-port', 'disabled'],
  ],
  listensOn: [ports.fastHttp, ports.echo],
});

/** The command of the image kennethreitz/httpbin, with which the published figures were made. */
const httpbin = (namespace: string): ServerProgram => ({
  name: `httpbin in ${namespace}`,
  namespace,
  argv: ['gunicorn', '-b', `0.0.0.0:${ports.httpbin}`, 'httpbin:app', '-k', 'gevent'],
  listensOn: [ports.httpbin],
  loadsLate: true,
});

/** The servers of one testbed; the second node's own network has the host-to-host control's. */
export const serverPrograms: readonly ServerProgram[] = [
  iperf('server'),
  iperf('node2'),
  fortio('server'),
  fortio('node2'),
  httpbin('httpbin1'),
  httpbin('httpbin2'),
  {
    name: 'unbound in dns',
    namespace: 'dns',
    argv: ['unbound', '-d', '-c'],
    configFile: unboundConfig(),
    listensOn: [ports.dns],
  },
];
