import type { ReactNode } from "react";
import styles from "./welcome.module.css";

const questions = [
  "What is a valet key?",
  "What happens when my key is revoked in the middle of an answer?",
  "Show me the code that keeps users apart",
  "How does this compare with an API key in the environment?",
];

/** What an empty conversation begins with. */
export function Welcome({ name, onPick }: { name: string; onPick: (question: string) => void }): ReactNode {
  return (
    <div className={styles.welcome}>
      <h2>Hello, {name}.</h2>
      <p>Ask something, and revoke your key while the answer is being written. It arrives all the same.</p>
      <ul>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onPick(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
