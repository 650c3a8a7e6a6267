/** The account that moto plays. */
export const account = '123456789012';
export const region = 'ap-northeast-2';

/** What leads the SDK, in this process or another, to moto. */
export function environmentOf(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: region,
  };
}
