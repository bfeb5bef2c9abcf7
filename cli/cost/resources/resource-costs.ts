import { bucketCost } from './bucket-cost';
import { trailCost } from './consultation-cost';
import type { CostRule } from './cost-context';
import { endpointCost } from './endpoint-cost';
import { functionCost } from './function-cost';
import { guardrailCost } from './guardrail-cost';
import { keyCost } from './key-cost';
import { knowledgeBaseCost, vectorIndexCost } from './knowledge-cost';
import { notebookCost } from './notebook-cost';
import { alarmCost, dashboardCost } from './telemetry/alarm-cost';
import { flowLogCost, logGroupCost } from './telemetry/log-cost';
import { workflowCost } from './workflow-cost';

/** Cost rules by resource type. Free types are in free-types.ts. */
export const RESOURCE_COSTS: Readonly<Record<string, CostRule>> = {
  'AWS::Bedrock::Guardrail': guardrailCost,
  'AWS::Bedrock::KnowledgeBase': knowledgeBaseCost,
  'AWS::CloudWatch::Alarm': alarmCost,
  'AWS::CloudWatch::Dashboard': dashboardCost,
  'AWS::CloudTrail::Trail': trailCost,
  'AWS::EC2::FlowLog': flowLogCost,
  'AWS::EC2::VPCEndpoint': endpointCost,
  'AWS::KMS::Key': keyCost,
  'AWS::Lambda::Function': functionCost,
  'AWS::Logs::LogGroup': logGroupCost,
  'AWS::S3::Bucket': bucketCost,
  'AWS::SageMaker::NotebookInstance': notebookCost,
  'AWS::S3Vectors::Index': vectorIndexCost,
  'AWS::StepFunctions::StateMachine': workflowCost,
};
