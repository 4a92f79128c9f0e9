package kontor.iso20022.definition;

import java.nio.charset.StandardCharsets;

/// One message version: its namespace, its root element and the types of everything below.
public final class Definition {
  private final String namespace;
  private final String rootName;
  private final byte[] rootBytes;
  private final Type root;

  Definition(String namespace, String rootName, Type root) {
    this.namespace = namespace;
    this.rootName = rootName;
    this.rootBytes = rootName.getBytes(StandardCharsets.US_ASCII);
    this.root = root;
  }

  public String namespace() {
    return namespace;
  }

  String rootName() {
    return rootName;
  }

  byte[] rootBytes() {
    return rootBytes;
  }

  Type root() {
    return root;
  }
}
