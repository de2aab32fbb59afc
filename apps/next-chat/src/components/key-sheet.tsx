"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";
import styles from "./key-sheet.module.css";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The panel on a phone: a sheet over the conversation, closed by Esc, by its button, or beside it. */
export function KeySheet({ isOpen, onClose, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard it is closed with Esc
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label="Your key"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={styles.content}>
        <button type="button" className={`quiet ${styles.close}`} aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
        {isOpen && children}
      </div>
    </dialog>
  );
}
