import { assertStorable } from './storableText';

/** Surrounds a call of a store: with retries, or with nothing. */
export type StoreCall = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * A store whose every method refuses texts that cannot be stored and runs
 * inside `call`, so that the stores themselves need not think of either.
 */
export function guardStore<TStore extends object>(
  store: TStore,
  call: StoreCall,
): TStore {
  return new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name, target);
      if (typeof member !== 'function') {
        return member;
      }
      return async (...args: unknown[]) => {
        assertStorable(args);
        return call(() => Reflect.apply(member, target, args));
      };
    },
  });
}
