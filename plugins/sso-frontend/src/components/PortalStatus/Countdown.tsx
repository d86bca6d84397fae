import { useEffect, useRef } from 'react';
import { useNow } from '../../hooks';

/** The clock here may be ahead of that of the server. */
const ASK_AGAIN = 15_000;

/** Time left, as `9:05`; not read out each second. */
export function Countdown(props: {
  /** ISO 8601. */
  until: string;
  /** Called when the time is over, and now and then while this stays. */
  onEnd: () => void;
}) {
  const { until } = props;
  const now = useNow(true);
  const seconds = Math.max(
    0,
    Math.ceil((new Date(until).getTime() - now) / 1000),
  );
  const isOver = seconds === 0;
  const onEnd = useRef(props.onEnd);
  useEffect(() => {
    onEnd.current = props.onEnd;
  });

  useEffect(() => {
    if (!isOver) {
      return undefined;
    }
    onEnd.current();
    const timer = setInterval(() => onEnd.current(), ASK_AGAIN);
    return () => clearInterval(timer);
  }, [isOver, until]);

  return (
    <time role="timer" dateTime={until}>
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </time>
  );
}
