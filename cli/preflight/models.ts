import {
  type FoundationModelDetails,
  GetFoundationModelAvailabilityCommand,
  type GetFoundationModelAvailabilityResponse,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  type GetInferenceProfileResponse,
} from '@aws-sdk/client-bedrock';
import { ask, askOr } from './account/ask';
import type { Clients } from './account/clients';

/** How Bedrock says that it knows no such model or profile here. */
export const UNKNOWN = ['ResourceNotFoundException', 'ValidationException'] as const;

/** What Bedrock tells of models and profiles, each asked for once however many checks want it. */
export class Models {
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(private readonly client: Clients['bedrock']) {}

  /** Undefined where the Region does not have the model. @throws CallError */
  details(modelId: string): Promise<FoundationModelDetails | undefined> {
    return this.once(`details ${modelId}`, async () => {
      const answer = await askOr('bedrock:GetFoundationModel', UNKNOWN, () =>
        this.client.send(new GetFoundationModelCommand({ modelIdentifier: modelId })),
      );
      return answer?.modelDetails;
    });
  }

  /** Of this account in this Region. @throws CallError */
  availability(modelId: string): Promise<GetFoundationModelAvailabilityResponse> {
    return this.once(`availability ${modelId}`, () =>
      ask('bedrock:GetFoundationModelAvailability', () =>
        this.client.send(new GetFoundationModelAvailabilityCommand({ modelId })),
      ),
    );
  }

  /** By id or ARN. Undefined where the Region does not have the profile. @throws CallError */
  profile(identifier: string): Promise<GetInferenceProfileResponse | undefined> {
    return this.once(`profile ${identifier}`, () =>
      askOr('bedrock:GetInferenceProfile', UNKNOWN, () =>
        this.client.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: identifier })),
      ),
    );
  }

  private once<T>(question: string, answer: () => Promise<T>): Promise<T> {
    const known = (this.asked.get(question) as Promise<T> | undefined) ?? answer();
    this.asked.set(question, known);
    return known;
  }
}
