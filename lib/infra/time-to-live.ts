import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { HandledResource } from './handled-resource.ts';

export interface TimeToLiveProps {
  readonly hours: number;
  /** What this deployment measures; absent without a benchmark. A new one has all of its hours before it. */
  readonly measures?: string;
}

/**
 * Deletes the stack some hours after it was deployed, or last began to measure, should nobody have done so. The
 * moment is set by a custom resource, not in the template, which would otherwise differ with every synthesis.
 */
export class TimeToLive extends Construct {
  /** What must outlive everything that costs money, so that a deletion that fails is tried again. */
  readonly schedule: CfnSchedule;

  constructor(scope: Construct, id: string, props: TimeToLiveProps) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, 'Group');
    const role = this.role(group);
    this.schedule = new CfnSchedule(this, 'Schedule', {
      description: 'Deletes a forgotten scenario',
      groupName: group.ref,
      // CloudFormation refuses to delete a stack that is being updated, so the call is made again and again
      // from that moment on. On a stack that is being deleted it does nothing.
      scheduleExpression: 'rate(15 minutes)',
      startDate: this.deadline(props),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${Aws.PARTITION}:scheduler:::aws-sdk:cloudformation:deleteStack`,
        input: Stack.of(this).toJsonString({ StackName: Aws.STACK_ID }),
        roleArn: role.roleArn,
      },
    });
    this.schedule.node.addDependency(role);
  }

  /** An ISO time that many hours after the deployment that made or changed this. */
  private deadline({ hours, measures }: TimeToLiveProps): string {
    const deadline = new HandledResource(this, 'Deadline', {
      file: 'deadline.ts',
      description: 'Tells the time at which the stack is to be deleted',
      timeout: Duration.seconds(30),
      resourceType: 'Custom::Deadline',
      properties: { Hours: hours, ...(measures !== undefined && { Measures: measures }) },
    });
    return deadline.resource.getAttString('DeleteAfter');
  }

  /**
   * May delete this stack and nothing else. The resources are deleted with the role that CloudFormation keeps
   * for the stack since `cdk deploy` handed it over, so this one needs no right to any of them.
   */
  private role(group: CfnScheduleGroup): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnEquals: { 'aws:SourceArn': group.attrArn },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['cloudformation:DeleteStack'], resources: [Aws.STACK_ID] }),
    );
    return role;
  }
}
