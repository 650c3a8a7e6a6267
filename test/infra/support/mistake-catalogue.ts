import { appended, first, type Mistake, property, statement, withoutDependency } from './mistakes.ts';
import { asList, ofType } from './template.ts';

const nodegroup = 'AWS::EKS::Nodegroup';

/** Handlers of ours; CDK's own have other names. */
const sweeper = (name: string, value: unknown) => (template: Parameters<Mistake['edits']>[0]) => [
  {
    resource: first(template, 'AWS::Lambda::Function', 'EniSweeperFunction')[0],
    path: ['Properties', name],
    value,
  },
];

const coreDns = (name: string, value: unknown) => (template: Parameters<Mistake['edits']>[0]) => [
  { resource: first(template, 'AWS::EKS::Addon', 'CoreDns')[0], path: ['Properties', name], value },
];

/** Mistakes that people make in such stacks, one at a time. */
export const mistakes: readonly Mistake[] = [
  {
    what: 'nodes in two zones',
    stack: 'ScenarioC',
    foundBy: { check: 'nodes' },
    edits: (template) => {
      const subnets = ofType(template, 'AWS::EC2::Subnet').map(([id]) => ({ Ref: id }));
      return property(nodegroup, 'Subnets', subnets.slice(-2))(template);
    },
  },
  {
    what: 'a property that add-ons do not have',
    stack: 'ScenarioC',
    foundBy: { rule: 'E3002' },
    edits: coreDns('Version', 'v1.11.3-eksbuild.1'),
  },
  {
    what: 'an add-on version that is none',
    stack: 'ScenarioC',
    foundBy: { check: 'add-ons' },
    edits: coreDns('AddonVersion', 'latest'),
  },
  {
    what: 'an instance type that is none',
    stack: 'ScenarioC',
    foundBy: { check: 'nodes' },
    edits: property(nodegroup, 'InstanceTypes', ['m6i.xlargee']),
  },
  {
    what: 'a custom resource that may take two hours',
    stack: 'ScenarioC',
    foundBy: { check: 'timeouts' },
    edits: property('Custom::EniSweeper', 'ServiceTimeout', '7200'),
  },
  {
    what: 'an action with a letter missing',
    stack: 'ScenarioC',
    foundBy: { check: 'IAM' },
    edits: statement('EniSweeperFunction', { Action: 'ec2:DescribeNetworkInterface', Resource: '*' }),
  },
  {
    what: 'writing to anything',
    stack: 'ScenarioC',
    foundBy: { check: 'IAM' },
    edits: statement('EniSweeperFunction', {
      Action: ['s3:PutObject', 'ec2:DeleteNetworkInterface'],
      Resource: '*',
    }),
  },
  {
    what: 'an action on objects allowed on a bucket',
    stack: 'ScenarioC',
    foundBy: { check: 'IAM' },
    edits: statement('EniSweeperFunction', {
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'AWS::AccountId' }]] },
    }),
  },
  {
    what: 'a bucket that everybody may read',
    stack: 'Results',
    foundBy: { check: 'buckets' },
    edits: (template) => {
      const [id, policy] = first(template, 'AWS::S3::BucketPolicy', 'Bucket');
      const open = { Effect: 'Allow', Action: 's3:GetObject', Principal: '*', Resource: '*' };
      return [appended(id, policy, ['PolicyDocument', 'Statement'], open)];
    },
  },
  {
    what: 'a CNI that goes after the sweeper',
    stack: 'ScenarioD',
    foundBy: { check: 'order' },
    edits: withoutDependency('Custom::AWSCDK-EKS-HelmChart', /^EniSweeper/),
  },
  {
    what: 'a runtime that is none',
    stack: 'ScenarioC',
    foundBy: { rule: 'E3030' },
    edits: sweeper('Runtime', 'nodejs99.x'),
  },
  {
    what: 'a runtime out of support',
    stack: 'ScenarioC',
    foundBy: { check: 'runtime' },
    edits: sweeper('Runtime', 'nodejs16.x'),
  },
  {
    what: 'a function that may run longer than functions can',
    stack: 'ScenarioC',
    foundBy: { check: 'timeouts' },
    edits: sweeper('Timeout', 901),
  },
  {
    what: 'a parameter with a blank in its name',
    stack: 'ScenarioC',
    foundBy: { check: 'parameters' },
    edits: (template) => [
      {
        resource: first(template, 'AWS::SSM::Parameter', 'Deployment')[0],
        path: ['Properties', 'Name'],
        value: '/cni bench/C/deployment',
      },
    ],
  },
  {
    what: 'a version of EKS that is none',
    stack: 'ScenarioC',
    foundBy: { check: 'control plane' },
    edits: property('AWS::EKS::Cluster', 'Version', '1.99'),
  },
  {
    what: 'a reference to nothing',
    stack: 'ScenarioC',
    foundBy: { check: 'order' },
    edits: property(nodegroup, 'ClusterName', { Ref: 'NoSuchThing' }),
  },
  {
    what: 'a CPU limit on a measured pod',
    stack: 'ScenarioC',
    foundBy: { check: 'workloads' },
    edits: (template) => {
      const [id, { Properties }] = first(template, 'Custom::AWSCDK-EKS-KubernetesResource', 'Workloads');
      const manifest = String(Properties?.Manifest);
      const limited = manifest.replaceAll('"limits":{"memory"', '"limits":{"cpu":"1500m","memory"');
      return [{ resource: id, path: ['Properties', 'Manifest'], value: limited }];
    },
  },
  {
    what: 'a stack that outlives what would delete it',
    stack: 'ScenarioC',
    foundBy: { check: 'order' },
    edits: withoutDependency('AWS::EC2::VPC', /^TimeToLive/),
  },
  {
    what: 'a deletion at a fixed time',
    stack: 'ScenarioC',
    foundBy: { check: 'time to live' },
    edits: property('AWS::Scheduler::Schedule', 'ScheduleExpression', 'at(2026-12-01T00:00:00)'),
  },
  {
    what: "the VPC CNI's policy on nodes of Cilium",
    stack: 'ScenarioE',
    foundBy: { check: 'nodes' },
    edits: (template) => {
      const [id, role] = first(template, 'AWS::IAM::Role', 'NodesRole');
      return [appended(id, role, ['ManagedPolicyArns'], 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy')];
    },
  },
  {
    what: 'nodes that take pods before Cilium runs',
    stack: 'ScenarioC',
    foundBy: { check: 'nodes' },
    edits: property(nodegroup, 'Taints', []),
  },
  {
    what: 'a log group that stays',
    stack: 'ScenarioA',
    foundBy: { check: 'removal' },
    edits: (template) => [
      {
        resource: first(template, 'AWS::Logs::LogGroup', 'ClusterControlPlaneLogs')[0],
        path: ['DeletionPolicy'],
        value: 'Retain',
      },
    ],
  },
  {
    what: 'an operator without its role when it starts',
    stack: 'ScenarioD',
    foundBy: { check: 'order' },
    edits: withoutDependency('Custom::AWSCDK-EKS-HelmChart', /^CniOperatorIdentity/),
  },
  {
    what: 'two stages at once',
    stack: 'ScenarioC',
    foundBy: { check: 'benchmark' },
    edits: (template) => {
      const [id, { DependsOn }] = first(template, 'Custom::Stage', 'BenchmarkStagehttp');
      const value = asList(DependsOn).filter((name) => !String(name).startsWith('BenchmarkStage'));
      return [{ resource: id, path: ['DependsOn'], value }];
    },
  },
  {
    what: 'handlers that may write to every run and more',
    stack: 'ScenarioA',
    foundBy: { check: 'benchmark' },
    edits: statement('BenchmarkMeasuringRole', {
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'AWS::AccountId' }, '/*']] },
    }),
  },
  {
    what: 'a stage that is given up before its hour is over',
    stack: 'ScenarioE',
    foundBy: { check: 'benchmark' },
    edits: (template) => [
      {
        resource: first(template, 'Custom::Stage', 'BenchmarkStagedns')[0],
        path: ['Properties', 'ServiceTimeout'],
        value: '900',
      },
    ],
  },
];
