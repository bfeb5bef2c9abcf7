import {
  type BedrockClient,
  type FoundationModelDetails,
  GetFoundationModelAvailabilityCommand,
  type GetFoundationModelAvailabilityResponse,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  type GetInferenceProfileResponse,
} from '@aws-sdk/client-bedrock';
import { callAws, findInAws } from '../../aws/call-aws';

/** Further error with which Bedrock answers that a Region does not have a model or profile. */
export const UNKNOWN_MODEL = ['ValidationException'] as const;

/** Looks up models and profiles of Bedrock, each once for all inspections. */
export class ModelLookup {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly client: BedrockClient) {}

  /** Returns undefined if the Region does not have the model. @throws OperatorError */
  details(modelId: string): Promise<FoundationModelDetails | undefined> {
    return this.once(`details ${modelId}`, async () => {
      const send = () => this.client.send(new GetFoundationModelCommand({ modelIdentifier: modelId }));
      return (await findInAws('bedrock:GetFoundationModel', send, UNKNOWN_MODEL))?.modelDetails;
    });
  }

  /** Returns the availability for this account in this Region. @throws OperatorError */
  availability(modelId: string): Promise<GetFoundationModelAvailabilityResponse> {
    return this.once(`availability ${modelId}`, () =>
      callAws('bedrock:GetFoundationModelAvailability', () =>
        this.client.send(new GetFoundationModelAvailabilityCommand({ modelId })),
      ),
    );
  }

  /** Returns undefined if the Region does not have the profile. @param identifier id or ARN. @throws OperatorError */
  profile(identifier: string): Promise<GetInferenceProfileResponse | undefined> {
    return this.once(`profile ${identifier}`, () =>
      findInAws(
        'bedrock:GetInferenceProfile',
        () => this.client.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: identifier })),
        UNKNOWN_MODEL,
      ),
    );
  }

  private once<T>(key: string, lookUp: () => Promise<T>): Promise<T> {
    const answer = (this.answers.get(key) as Promise<T> | undefined) ?? lookUp();
    this.answers.set(key, answer);
    return answer;
  }
}
