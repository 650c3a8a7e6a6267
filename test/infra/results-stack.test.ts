import { describe, expect, it } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { withApp } from './support/synthesize.ts';
import { asList, at, ofType, only } from './support/template.ts';
import { scenarios, stacks, templateOf } from './support/templates.ts';

describe('the Results stack', () => {
  it('is protected from deletion, as no scenario is', () => {
    const found = withApp({}, ({ node }) =>
      node.children
        .filter((child) => Stack.isStack(child))
        .map(({ stackName, terminationProtection }) => [stackName, terminationProtection === true]),
    );
    const expected = stacks.map(({ name }) => [name, name === 'Results']);
    expect(found).toEqual(expected);
  });

  it('tells the name of its bucket by a parameter, and exports nothing', () => {
    const results = templateOf('Results');
    expect(only(results, 'AWS::SSM::Parameter').properties).toMatchObject({
      Name: '/cni-bench/results-bucket',
      Value: { Ref: only(results, 'AWS::S3::Bucket').id },
    });
    expect(JSON.stringify(stacks)).not.toContain('Fn::ImportValue');
  });

  it.each(scenarios)('is found by $name when that is deployed, before it builds anything', ({ id }) => {
    const template = templateOf(`Scenario${id}`);
    const [, record] =
      ofType(template, 'AWS::SSM::Parameter').find(([name]) => name.startsWith('Deployment')) ?? [];
    expect(record?.Properties?.Name).toBe(`/cni-bench/${id}/deployment`);
    const [[name, parameter] = []] = Object.entries(template.Parameters ?? {}).filter(
      ([, one]) => at(one, 'Type') === 'AWS::SSM::Parameter::Value<String>',
    );
    // CloudFormation reads it before it makes anything.
    expect(parameter).toMatchObject({ Default: '/cni-bench/results-bucket' });
    const parts = asList(asList(at(record?.Properties?.Value, 'Fn::Join'))[1]);
    const text = parts.map((part) => (typeof part === 'string' ? part : `<${at(part, 'Ref')}>`)).join('');
    expect(JSON.parse(text)).toMatchObject({
      scenario: id,
      cluster: `cni-bench-${id.toLowerCase()}`,
      resultsBucket: `<${name}>`,
    });
  });

  it.each(stacks)('and every stack marks what it costs: $name', ({ name, template, scenario }) => {
    const bucketOrVpc = name === 'Results' ? 'AWS::S3::Bucket' : 'AWS::EC2::VPC';
    const tags = at(only(template, bucketOrVpc).properties, 'Tags');
    expect(tags).toEqual(
      expect.arrayContaining([
        { Key: 'cni-bench:project', Value: 'eks-cni-bench' },
        ...(scenario ? [{ Key: 'cni-bench:scenario', Value: scenario.name }] : []),
      ]),
    );
  });

  it.each(scenarios)('instances and volumes of $name are marked as well', ({ id }) => {
    const data = at(
      only(templateOf(`Scenario${id}`), 'AWS::EC2::LaunchTemplate').properties,
      'LaunchTemplateData',
    );
    const mark = expect.objectContaining({
      Tags: expect.arrayContaining([{ Key: 'cni-bench:scenario', Value: id }]),
    });
    expect(at(data, 'TagSpecifications')).toEqual([mark, mark]);
  });
});
