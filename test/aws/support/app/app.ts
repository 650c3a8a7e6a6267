/** A CDK app with a scenario's stack that holds one parameter: its run. */
import { App, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';

const app = new App();
const stack = new Stack(app, 'ScenarioC', { env: { region: 'ap-northeast-2' } });
const run: unknown = app.node.tryGetContext('run');
new StringParameter(stack, 'Run', { parameterName: '/cni-bench/C/run', stringValue: String(run) });
app.synth();
