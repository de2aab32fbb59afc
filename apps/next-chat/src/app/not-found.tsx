import Link from "next/link";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Notice } from "../components/notice.tsx";

export default async function NotFound(): Promise<ReactNode> {
  // Rendered for each request, so that its scripts have the nonce of the Content-Security-Policy.
  await connection();
  return (
    <Notice title="There is nothing here.">
      <Link href="/">Go to the chat</Link>
    </Notice>
  );
}
