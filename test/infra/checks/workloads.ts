import { asList, at, ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** Containers that nothing is measured on; they alone may have a CPU limit. */
const unmeasured = /^policy-|inspector/;

/** What the embedded manifest must hold for the measurements to be of the datapath. */
export const workloads: Check = {
  name: 'workloads',
  problems: (template) =>
    ofType(template, 'Custom::AWSCDK-EKS-KubernetesResource').flatMap(([id, { Properties }]) => {
      // What the suite may do; nothing runs by it.
      if (id.startsWith('BenchmarkAccess')) return [];
      const objects = asList(JSON.parse(String(Properties?.Manifest)));
      const containers = objects.flatMap((object) =>
        asList(at(object, 'spec.template.spec.containers')).map((container) => ({
          name: String(at(object, 'metadata.name')),
          container,
        })),
      );
      return [
        ...unmet(['the namespace first', at(objects[0], 'kind') === 'Namespace']),
        ...containers.flatMap(({ name, container }) =>
          unmet(
            [
              `${name}: no CPU limit where it is measured`,
              unmeasured.test(name) || at(container, 'resources.limits.cpu') === undefined,
            ],
            [`${name}: a pinned image`, !/:latest$/.test(String(at(container, 'image')))],
          ),
        ),
      ];
    }),
};
