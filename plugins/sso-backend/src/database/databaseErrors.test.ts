import { isCollision, toServiceError } from './databaseErrors';

const errorOf = (code: string | undefined, message = 'x') =>
  Object.assign(new Error(message), { code });

describe('toServiceError', () => {
  it.each([
    ['40001'],
    ['40P01'],
    ['55P03'],
    ['57014'],
    ['57P01'],
    ['53300'],
    ['08006'],
    ['08P01'],
    ['SQLITE_BUSY'],
    ['SQLITE_BUSY_SNAPSHOT'],
    ['SQLITE_LOCKED'],
    ['ECONNREFUSED'],
    ['ECONNRESET'],
    ['ETIMEDOUT'],
  ])('takes %s for a busy database', code => {
    const cause = errorOf(code);
    expect(toServiceError(cause)).toMatchObject({
      name: 'SsoError',
      code: 'database-busy',
      cause,
    });
  });

  it.each([
    ['Connection terminated unexpectedly', 'Error'],
    ['timeout exceeded when trying to connect', 'Error'],
    ['Timeout acquiring a connection', 'KnexTimeoutError'],
  ])('takes "%s" for a busy database', (message, name) => {
    const cause = Object.assign(new Error(message), { name });
    expect(toServiceError(cause)).toMatchObject({ code: 'database-busy' });
  });

  it.each([
    ['23503', 'ConflictError'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'ConflictError'],
    ['22021', 'InputError'],
    ['22P05', 'InputError'],
    ['22001', 'InputError'],
    ['54000', 'InputError'],
  ])('takes %s for a %s', (code, name) => {
    expect(toServiceError(errorOf(code, 'values'))).toMatchObject({ name });
  });

  it('leaves everything else as it is', () => {
    for (const error of [
      errorOf('42P01'),
      errorOf('23505'),
      errorOf(undefined),
      errorOf('0823'),
      'text',
      undefined,
    ]) {
      expect(toServiceError(error)).toBe(error);
    }
  });
});

describe('isCollision', () => {
  it('is for what may succeed when it is done again at once', () => {
    const retried = ['40001', '40P01', 'SQLITE_BUSY_SNAPSHOT'];
    const others = ['55P03', 'ECONNREFUSED', '53300', '23505'];
    expect(retried.map(code => isCollision(errorOf(code)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(others.some(code => isCollision(errorOf(code)))).toBe(false);
  });
});
