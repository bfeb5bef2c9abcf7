/**
 * Services beside Amazon Bedrock with an interface endpoint for a workbench: the API that starts and stops it, the notebook
 * that a browser opens, and its logs.
 *
 * Source: Amazon SageMaker AI Developer Guide, "Connect to a Notebook Instance Through a VPC Interface Endpoint".
 */
export const WORKBENCH_SERVICES = ['logs', 'notebook', 'sagemaker.api'] as const;

export type WorkbenchService = (typeof WORKBENCH_SERVICES)[number];

/** Action that makes the address by which a browser opens the notebook. */
export const OPEN_ACTION = 'sagemaker:CreatePresignedNotebookInstanceUrl';

/** Actions of a person on a notebook that exists. */
export const USE_ACTIONS = [
  OPEN_ACTION,
  'sagemaker:DescribeNotebookInstance',
  'sagemaker:StartNotebookInstance',
  'sagemaker:StopNotebookInstance',
] as const;

/** Actions with which a notebook stops itself. */
export const STOP_ACTIONS = ['sagemaker:DescribeNotebookInstance', 'sagemaker:StopNotebookInstance'] as const;

/** Actions with which SageMaker writes the log of a notebook in the name of its role. */
export const LOG_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** Actions that each endpoint of a workbench is for. */
export const WORKBENCH_ACTIONS = {
  logs: LOG_ACTIONS,
  notebook: [OPEN_ACTION],
  'sagemaker.api': USE_ACTIONS,
} as const satisfies Record<WorkbenchService, readonly string[]>;

/** Log group of all notebook instances of an account and Region. SageMaker chose the name. */
export const NOTEBOOK_LOGS = '/aws/sagemaker/NotebookInstances';
