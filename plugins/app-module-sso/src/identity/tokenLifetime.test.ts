import { tokenLifetime } from './tokenLifetime';

const now = 1_000_000_000_000;

function tokenUntil(expiresAt: number): string {
  const payload = Buffer.from(
    JSON.stringify({ exp: expiresAt / 1000, name: '~~~ÿ?' }),
  );
  return `h.${payload.toString('base64url')}.s`;
}

describe('tokenLifetime', () => {
  it('leaves five minutes for the next token', () => {
    const expiresAt = now + 3600_000;

    expect(tokenLifetime(tokenUntil(expiresAt), now)).toEqual({
      expiresAt,
      refreshAt: expiresAt - 300_000,
    });
  });

  it('leaves a quarter of a short life', () => {
    const expiresAt = now + 60_000;

    expect(tokenLifetime(tokenUntil(expiresAt), now).refreshAt).toBe(
      now + 45_000,
    );
  });

  it('takes a token that it cannot read for a short-lived one', () => {
    expect(tokenLifetime('opaque', now).expiresAt).toBe(now + 300_000);
  });
});
