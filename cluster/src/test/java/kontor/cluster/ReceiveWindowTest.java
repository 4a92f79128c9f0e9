package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import kontor.cluster.Membership.Network;
import org.junit.jupiter.api.Test;

class ReceiveWindowTest {

  @Test
  void whatEverySystemGrantsIsGrantedWhole() {
    assertEquals(Network.WINDOW_BYTES_MIN, ReceiveWindow.granted(Network.WINDOW_BYTES_MIN));
  }

  /// A window above the socket's buffer would stop the media driver from starting.
  @Test
  void itIsNeverMoreThanAskedForNorMoreThanTheSystemGrants() {
    int beyondEverySystem = 1 << 30;
    int most = ReceiveWindow.granted(beyondEverySystem);
    assertTrue(most >= Network.WINDOW_BYTES_MIN, "granted " + most);
    for (int asked = Network.WINDOW_BYTES_MIN; asked <= beyondEverySystem / 2; asked *= 2) {
      assertEquals(Math.min(asked, most), ReceiveWindow.granted(asked), "asked " + asked);
    }
  }
}
