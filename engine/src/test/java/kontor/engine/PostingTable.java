package kontor.engine;

import org.junit.jupiter.api.Test;

/// The posting templates: which accounts a payment moves under each settlement model.
class PostingTable {

  @Test
  void convertedReciprocalRunsOverTheInstitutionsAccountsWithEachOther() {
    Script.check(
        """
        > fund A1/S@AR:ARS 200000.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 200000.00
        > line AR/L@BR:BRL 100000.00
          line AR/L@BR:BRL 100000.00 BRL
        > pay u1 A1>B1 100000.00 ARS
          accepted u1 100000.00 ARS for 4615.00 BRL at 1 ARS = 0.04615 BRL
          settled u1
            A1/S@AR:ARS -100000.00 = 100000.00
            BR/L@AR:ARS +100000.00 = 100000.00
            AR/L@BR:BRL -4615.00 = -4615.00
            B1/S@BR:BRL +4615.00 = 4615.00
        > fund B1/S@BR:BRL 50000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 54615.00
        # The other way: 1000 x 21.66815, from the loro that the first payment filled.
        > pay u2 B1>A2 1000.00 BRL
          accepted u2 1000.00 BRL for 21668.15 ARS at 1 BRL = 21.66815 ARS
          settled u2
            B1/S@BR:BRL -1000.00 = 53615.00
            AR/L@BR:BRL +1000.00 = -3615.00
            BR/L@AR:ARS -21668.15 = 78331.85
            A2/S@AR:ARS +21668.15 = 21668.15
        > balance AR/L@BR:BRL
          -3615.00 held 0.00 line 100000.00
        > balance BR/L@AR:ARS
          78331.85 held 0.00 line 0.00
        """);
  }

  @Test
  void payersMoneyAloneRunsFromHisBankToTheLoroAndFromTheMirrorToThePayee() {
    Script.check(
        """
        > fund A1/S@AR:ARS 200.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 200.00
        > pay u1 A1>B1 150.00 ARS credit ARS
          accepted u1 150.00 ARS for 150.00 ARS
          settled u1
            A1/S@AR:ARS -150.00 = 50.00
            BR/L@AR:ARS +150.00 = 150.00
            BR/N@BR:ARS -150.00 = -150.00
            B1/S@BR:ARS +150.00 = 150.00
        """);
  }

  @Test
  void payeesMoneyAloneRunsFromHisBankToTheMirrorAndFromTheLoroToThePayee() {
    Script.check(
        """
        > fund A1/S@AR:BRL 200.00
          opened AR/T@AR:BRL
          moved IN A1/S@AR:BRL = 200.00
        > line AR/L@BR:BRL 1000.00
          line AR/L@BR:BRL 1000.00 BRL
        > pay u1 A1>B1 150.00 BRL
          accepted u1 150.00 BRL for 150.00 BRL
          settled u1
            A1/S@AR:BRL -150.00 = 50.00
            AR/N@AR:BRL +150.00 = 150.00
            AR/L@BR:BRL -150.00 = -150.00
            B1/S@BR:BRL +150.00 = 150.00
        """);
  }

  @Test
  void convertedByAProviderRunsOverItsAccounts() {
    Script.check(
        """
        > fund B1/S@BR:BRL 1000.00
          opened BR/T@BR:BRL
          moved IN B1/S@BR:BRL = 1000.00
        > fund FX/P@PY:PYG 2000000
          opened PY/T@PY:PYG
          moved IN FX/P@PY:PYG = 2000000
        > pay u1 B1>P1 1000.00 BRL
          accepted u1 1000.00 BRL for 1414513 PYG at 1 BRL = 1414.51285225 PYG
          settled u1
            B1/S@BR:BRL -1000.00 = 0.00
            FX/P@BR:BRL +1000.00 = 1000.00
            FX/P@PY:PYG -1414513 = 585487
            P1/S@PY:PYG +1414513 = 1414513
        > pay u2 P1>B2 1414512 PYG
          accepted u2 1414512 PYG for 999.99 BRL at 1 PYG = 0.00070695 BRL
          settled u2
            P1/S@PY:PYG -1414512 = 1
            FX/P@PY:PYG +1414512 = 1999999
            FX/P@BR:BRL -999.99 = 0.01
            B2/S@BR:BRL +999.99 = 999.99
        """);
  }

  @Test
  void singleRunsWithinTheBookOfTheMoney() {
    Script.check(
        """
        > fund A1/S@AR:ARS 100.00
          opened AR/T@AR:ARS
          moved IN A1/S@AR:ARS = 100.00
        > pay u1 A1>P1 60.00 ARS
          accepted u1 60.00 ARS for 60.00 ARS
          settled u1
            A1/S@AR:ARS -60.00 = 40.00
            P1/S@AR:ARS +60.00 = 60.00
        > pay u2 P1>A2 10.00 ARS
          accepted u2 10.00 ARS for 10.00 ARS
          settled u2
            P1/S@AR:ARS -10.00 = 50.00
            A2/S@AR:ARS +10.00 = 10.00
        """);
  }
}
