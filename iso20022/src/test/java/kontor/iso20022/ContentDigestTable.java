package kontor.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The digest follows what a payment says and not how it is written.
class ContentDigestTable {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      same      | <MsgId>MSG-1               | <MsgId>MSG-2
      same      | T09:00:00+05:30            | T10:00:00+05:30
      same      | <EndToEndId>E2E-1          | <EndToEndId><!-- x -->E2E&#45;1
      same      | <EndToEndId>E2E-1          | <EndToEndId><![CDATA[E2E-1]]>
      same      | Ccy="EUR"                  | Ccy = 'EUR'
      same      | </PmtId>                   | </PmtId ><?x y?>
      same      | <BizSvc>kontor.1           | <BizSvc>kontor.2
      different | <EndToEndId>E2E-1          | <EndToEndId>E2E-2
      different | <Cd>GDDS                   | <Cd>SUPP
      different | Ccy="EUR"                  | Ccy="USD"
      different | <ClrSys> \
      | <SttlmAcct><Id><Othr><Id>1</Id></Othr></Id></SttlmAcct><ClrSys>
      different | <StrtNm>Main Street        | <StrtNm>Main  Street
      different | <StrtNm>Main Street        | <BldgNm>Main Street
      different | <InstrPrty>NORM            | <InstrPrty>HIGH
      """)
  void digestIs(String expected, String from, String to) {
    String message = new String(SampleMessages.creditTransfer(), UTF_8);
    String changed = message.replace(from, to);
    if (to.contains("BldgNm")) {
      changed = changed.replace("</StrtNm>", "</BldgNm>").replace("<BldgNb>1</BldgNb>", "");
    }
    assertTrue(!changed.equals(message), "nothing changed");
    assertEquals(expected.equals("same"), digest(message).equals(digest(changed)));
  }

  private static CreditTransfer.ContentDigest digest(String message) {
    Parsed parsed = MessageReader.read(message.getBytes(UTF_8), ReaderLimits.STANDARD);
    if (!(parsed.message() instanceof CreditTransfer transfer)) {
      throw new AssertionError(parsed.violations().toString());
    }
    return transfer.transactions().getFirst().contentDigest();
  }
}
