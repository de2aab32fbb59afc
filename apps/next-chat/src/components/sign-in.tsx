import type { ReactNode } from "react";
import { signIn } from "../app/actions.ts";
import { users } from "../shared/users.ts";
import { Icon } from "./icon.tsx";
import styles from "./sign-in.module.css";

export function SignIn(): ReactNode {
  return (
    <main className={styles.page}>
      <div className={styles.mark}>
        <Icon name="key" />
      </div>
      <h1>Valet Key chat</h1>
      <p>
        Everybody who signs in has a key of their own at the provider. The app&rsquo;s SDK holds none of them,
        and neither does your browser.
      </p>
      <form action={signIn} className={styles.users}>
        {users.map(({ id, name }) => (
          <button key={id} name="user" value={id} type="submit" className={styles.user}>
            <span className={styles.initial} aria-hidden="true">
              {name[0]}
            </span>
            Continue as {name}
          </button>
        ))}
      </form>
      <p className={styles.hint}>Open a second browser, or a private window, and be both of them at once.</p>
    </main>
  );
}
