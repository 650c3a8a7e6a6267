/** A program of others that probes call: how to ask for its version, and where it comes from. */
export interface Tool {
  readonly versionArgv: readonly [string, ...string[]];
  /** First group: the version. Searched in stdout and stderr. */
  readonly versionPattern: RegExp;
  readonly debianPackage?: string;
}

export const tools = {
  iperf3: {
    versionArgv: ['iperf3', '--version'],
    versionPattern: /^iperf (\d+\.\d+\S*)/m,
    debianPackage: 'iperf3',
  },
  fortio: { versionArgv: ['fortio', 'version'], versionPattern: /^v?(\d+\.\d+\.\d+)/m },
  dnsperf: {
    versionArgv: ['dnsperf', '-h'],
    versionPattern: /Version (\d+\.\d+\.\d+)/,
    debianPackage: 'dnsperf',
  },
  getent: {
    versionArgv: ['getent', '--version'],
    versionPattern: /^getent .*?(\d+\.\d+)/m,
    debianPackage: 'libc-bin',
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/**
 * The version in what a tool printed when it was asked for it; undefined when it said something else.
 * The exit status does not matter: tools differ in whether asking is an error.
 */
export function readVersion(
  tool: ToolName,
  output: { readonly stdout: string; readonly stderr: string },
): string | undefined {
  return tools[tool].versionPattern.exec(`${output.stdout}\n${output.stderr}`)?.[1];
}
