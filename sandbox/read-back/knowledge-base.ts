import { GetDataSourceCommand, GetKnowledgeBaseCommand } from '@aws-sdk/client-bedrock-agent';
import { pascalNames } from '../api-names';
import type { Reader } from './reader';

export const readKnowledgeBase: Reader = async (knowledgeBaseId, { bedrockAgent }) => {
  const { knowledgeBase } = await bedrockAgent.send(new GetKnowledgeBaseCommand({ knowledgeBaseId }));
  const { name, description, roleArn, knowledgeBaseConfiguration, storageConfiguration } = knowledgeBase ?? {};
  return {
    properties: pascalNames({ name, description, roleArn, knowledgeBaseConfiguration, storageConfiguration }),
    attributes: { KnowledgeBaseId: knowledgeBaseId, KnowledgeBaseArn: knowledgeBase?.knowledgeBaseArn ?? '' },
  };
};

export const readDataSource: Reader = async (id, { bedrockAgent }) => {
  const [knowledgeBaseId, dataSourceId = ''] = id.split('|');
  const { dataSource } = await bedrockAgent.send(new GetDataSourceCommand({ knowledgeBaseId, dataSourceId }));
  const { name, description, dataDeletionPolicy, dataSourceConfiguration } = dataSource ?? {};
  const { serverSideEncryptionConfiguration, vectorIngestionConfiguration } = dataSource ?? {};
  return {
    properties: pascalNames({
      ...{ knowledgeBaseId, name, description, dataDeletionPolicy, dataSourceConfiguration },
      ...{ serverSideEncryptionConfiguration, vectorIngestionConfiguration },
    }),
    attributes: { DataSourceId: dataSourceId },
  };
};
