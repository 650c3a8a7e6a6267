import type { CloudFormationResponse, Request, ResourceType } from '../../aws/support/provider.ts';
import type { Site } from '../../aws/support/site.ts';
import { asList, asRecord, at, ofType, type Template } from '../../infra/support/template.ts';

/** A resource of the benchmark, as the template has it. */
export interface BenchmarkResource {
  readonly id: string;
  readonly type: ResourceType;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Change = Partial<Pick<Request, 'requestId'>>;

/** The resources of a benchmark in CloudFormation's hands: their attributes, and what a rollback has to delete. */
export class BenchmarkStack {
  /** In the order of creation. */
  readonly resources: readonly BenchmarkResource[];
  readonly #site: Site;
  readonly #attributes = new Map<string, Readonly<Record<string, string>>>();
  #settings: Readonly<Record<string, string>>;

  /** @param settings of the run instead of the template's, as another `-c` would make them */
  constructor(site: Site, settings: Readonly<Record<string, string>>) {
    this.#site = site;
    this.#settings = settings;
    const all = (['Custom::BeginRun', 'Custom::Stage', 'Custom::FinishRun'] as const).flatMap((type) =>
      ofType(site.stack.template, type).map(([id, { Properties = {} }]): BenchmarkResource => {
        const { ServiceToken: _token, ServiceTimeout: _timeout, ...own } = Properties;
        return { id, type, properties: own };
      }),
    );
    this.resources = inOrder(all, site.stack.template);
  }

  /** @param what its logical id, a type without its prefix, or the name of a stage */
  resource(what: string): BenchmarkResource {
    const found = this.resources.find(
      ({ id, type, properties }) => id === what || type === `Custom::${what}` || properties.Stage === what,
    );
    if (!found) throw new Error(`no resource for ${what}`);
    return found;
  }

  /** Has other settings of the run for what is sent from now on. */
  change(settings: Readonly<Record<string, string>>): void {
    this.#settings = settings;
  }

  create(what: string, change: Change = {}): Promise<CloudFormationResponse> {
    return this.#put(this.resource(what), 'Create', change);
  }

  /** As a change of the stack or its rollback has it, with what the template and the settings say now. */
  update(what: string): Promise<CloudFormationResponse> {
    return this.#put(this.resource(what), 'Update', {});
  }

  remove(what: string): Promise<CloudFormationResponse> {
    return this.#send(this.resource(what), 'Delete', {});
  }

  async #put(resource: BenchmarkResource, request: 'Create' | 'Update', change: Change) {
    const response = await this.#send(resource, request, change);
    if (response.Status === 'SUCCESS') this.#attributes.set(resource.id, response.Data ?? {});
    return response;
  }

  #send({ id, type, properties }: BenchmarkResource, RequestType: Request['RequestType'], change: Change) {
    const settings = type === 'Custom::BeginRun' ? this.#settings : {};
    const resolved = Object.fromEntries(
      Object.entries({ ...properties, ...settings }).map(([name, value]) => [name, this.#resolved(value)]),
    );
    const physical = RequestType === 'Create' ? {} : { physicalResourceId: id };
    return this.#site.provider.send({
      RequestType,
      type,
      resource: id,
      properties: resolved,
      ...physical,
      ...change,
    });
  }

  #resolved(value: unknown): string {
    const [id, attribute] = asList(asRecord(value)['Fn::GetAtt']).map(String);
    return id === undefined ? String(value) : (this.#attributes.get(id)?.[attribute ?? ''] ?? '');
  }
}

/** Each after those that it depends on. */
function inOrder(all: readonly BenchmarkResource[], template: Template): BenchmarkResource[] {
  const needs = ({ id }: BenchmarkResource) => asList(at(template.Resources[id], 'DependsOn'));
  const ordered: BenchmarkResource[] = [];
  while (ordered.length < all.length) {
    const next = all.find(
      (one) =>
        !ordered.includes(one) &&
        all.every((other) => !needs(one).includes(other.id) || ordered.includes(other)),
    );
    if (!next) throw new Error('the resources wait for each other');
    ordered.push(next);
  }
  return ordered;
}
