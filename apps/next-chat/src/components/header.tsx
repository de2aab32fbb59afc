import type { ReactNode } from "react";
import { signOut } from "../app/actions.ts";
import type { KeyActivity } from "../shared/key-activity.ts";
import type { User } from "../shared/users.ts";
import styles from "./header.module.css";
import { Icon } from "./icon.tsx";

interface Props {
  user: User;
  activity: KeyActivity | undefined;
  canStartAnew: boolean;
  onStartAnew: () => void;
  onOpenSheet: () => void;
}

export function Header({ user, activity, canStartAnew, onStartAnew, onOpenSheet }: Props): ReactNode {
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>
        <Icon name="key" />
        Valet Key chat
      </h1>
      <button
        type="button"
        className="quiet"
        aria-label="New chat"
        title="Forgets this conversation"
        disabled={!canStartAnew}
        onClick={onStartAnew}
      >
        <Icon name="plus" />
        <span className={styles.wide}>New chat</span>
      </button>
      <button type="button" className={`quiet ${styles.sheet}`} aria-haspopup="dialog" onClick={onOpenSheet}>
        <Icon name="key" />
        <span className="mono">{activity?.fingerprint ?? "no key"}</span>
        <span className="for-screen-readers">: your key</span>
      </button>
      <form action={signOut} className={styles.user}>
        <span className={styles.initial} aria-hidden="true">
          {user.name[0]}
        </span>
        <span className={styles.wide}>{user.name}</span>
        <button type="submit" className="quiet">
          Sign out
        </button>
      </form>
    </header>
  );
}
