import { describe, expect, it } from '@jest/globals';
import { expectSnapshotFile } from '../support/snapshot-file.ts';
import { withReferences } from './support/embedded.ts';
import { scenarios, stacks, templateOf } from './support/templates.ts';

describe('templates', () => {
  it.each(stacks)('$name', ({ name, template }) => {
    const resources = Object.entries(template.Resources).map(([id, one]) => [id, withReferences(name, one)]);
    const shown = { ...template, Resources: Object.fromEntries(resources) };
    // The hash of an asset moves with every version of CDK, and with every letter of a handler.
    const text = JSON.stringify(shown, null, 2).replace(/[0-9a-f]{64}/g, '<asset>');
    expectSnapshotFile(`${name}.template.json`, `${text}\n`);
  });
});

describe('what the CLI prints is what is deployed', () => {
  it.each(scenarios)('in $name', ({ id, cni }) => {
    const stack = `Scenario${id}`;
    const embedding = Object.values(templateOf(stack).Resources).map((one) => withReferences(stack, one));
    const references = JSON.stringify(embedding).match(/<test\/snapshots\/[^>]+>/g);
    const values = cni === 'cilium' ? 'cilium' : 'vpc-cni';
    expect(references?.sort()).toEqual(
      [`<test/snapshots/${stack}.manifests.yaml>`, `<test/snapshots/${stack}.${values}-values.yaml>`].sort(),
    );
  });
});
