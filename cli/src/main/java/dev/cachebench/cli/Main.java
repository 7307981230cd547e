package dev.cachebench.cli;

/** Where the process starts. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.out.println(Main.class.getPackage().getImplementationVersion());
  }
}
