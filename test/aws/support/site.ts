import { type Certificate, loopbackCertificate } from './certificate.ts';
import { accessOf } from './cluster-access.ts';
import type { fakeDatapaths } from './fake-datapath.ts';
import { type Functions, type Provider, startProvider } from './provider.ts';
import type { Asked } from './proxy.ts';
import { Rbac } from './rbac.ts';
import { type Synthesized, synthesized } from './synthesized.ts';

/** What lasts for all tests: the stack, the framework, a certificate. */
export interface Site extends AsyncDisposable {
  readonly scenario: keyof typeof fakeDatapaths;
  readonly stack: Synthesized;
  readonly provider: Provider;
  readonly certificate: Certificate;
  /** What the stack lets the handlers do in the cluster. */
  readonly rbac: Rbac;
  /** What the functions of earlier tests asked of AWS. */
  readonly asked: Asked[];
  /** The functions of the present test. */
  functions: Functions | undefined;
}

/** @param pauseMillis between two calls of a waiter: where commands take their time, its attempts have to last longer */
export async function openSite(
  scenario: Site['scenario'] = 'A',
  { pauseMillis }: { readonly pauseMillis?: number } = {},
): Promise<Site> {
  await using undo = new AsyncDisposableStack();
  const certificate = await loopbackCertificate();
  const stack = undo.use(await synthesized(`Scenario${scenario}`));
  const call = (name: keyof Functions) => (event: unknown) => {
    if (!site.functions) throw new Error('there are no functions');
    return site.functions[name](event);
  };
  const provider = undo.use(
    await startProvider(
      certificate,
      stack.template,
      {
        onEvent: call('onEvent'),
        'Custom::BeginRun': call('Custom::BeginRun'),
        'Custom::Stage': call('Custom::Stage'),
        'Custom::FinishRun': call('Custom::FinishRun'),
      },
      pauseMillis,
    ),
  );
  const { manifests, groups } = accessOf(stack.template);
  const rbac = new Rbac(manifests, groups);
  const closing = undo.move();
  const site: Site = {
    scenario,
    stack,
    provider,
    certificate,
    rbac,
    asked: [],
    functions: undefined,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
  return site;
}
