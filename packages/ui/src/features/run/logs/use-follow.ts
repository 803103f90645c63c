import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

const NEAR_END_PX = 40;

/**
 * Stays at the end of a growing list until the viewer scrolls up, and again once they are back at the end.
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  canFollow: boolean,
  atStart: boolean,
) {
  const [isFollowing, setIsFollowing] = useState(canFollow && atStart);
  const lastTop = useRef(0);
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    const hasGoneUp = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    if (hasGoneUp && !isAtEnd) setIsFollowing(false);
    else if (isAtEnd && canFollow) setIsFollowing(true);
  }, [scroller, canFollow]);
  useEffect(() => {
    if (!isFollowing || !canFollow || count === 0) return undefined;
    // Twice: the list measures itself after the rows have come.
    const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    toEnd();
    const frame = requestAnimationFrame(toEnd);
    return () => cancelAnimationFrame(frame);
  }, [scroller, count, isFollowing, canFollow]);
  return { isFollowing: isFollowing && canFollow, setIsFollowing, onScroll };
}
