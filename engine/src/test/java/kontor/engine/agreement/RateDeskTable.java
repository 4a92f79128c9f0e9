package kontor.engine.agreement;

import org.junit.jupiter.api.Test;

/// Rates proposed, approved, expired, corrected and fallen back on (F07, F08). The figures are
/// those published for 10 and 11 March 2022.
class RateDeskTable {

  @Test
  void aRateThatEveryPartyApprovedHoldsForItsDay() {
    DeskScript.check(
        """
        > annex
        > @3/09:00 rate ARS BRL
          FIXING_MISSING
        > propose 3 BRL 5.02520 ARS 108.88670 from 3/10:00 by 3/11:00
          proposed 1 for day 3 by 3/11:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        # One side approved: not enough (AFAQ).
        > approve 1 AR
          approved 1 by AR
        > rate ARS BRL
          RATE_UNCONFIRMED
        > @3/09:30 approve 1 BR
          approved 1 by BR
          confirmed 1 until 4/00:00
          published 1 ARS = 0.04615 BRL from 3/10:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/10:00 by PTAX
        # It is confirmed and not yet effective.
        > rate ARS BRL
          FIXING_MISSING
        > @3/10:00 rate ARS BRL
          1 ARS = 0.04615 BRL from 3/10:00 by PTAX
        > rate BRL ARS
          1 BRL = 21.66815 ARS from 3/10:00 by PTAX
        > @3/23:59 rate BRL ARS
          1 BRL = 21.66815 ARS from 3/10:00 by PTAX
        > due
          4/00:00
        > @4/00:00 rate BRL ARS
          RATE_STALE
        > due
          never
        """);
  }

  @Test
  void withoutApprovalARateIsConfirmedAtOnce() {
    DeskScript.check(
        """
        > annex approval NONE
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670
          proposed 1 for day 3 by 3/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
          confirmed 1 until 4/00:00
          published 1 ARS = 0.04615 BRL from 3/09:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/09:00 by PTAX
        > rate ARS BRL
          1 ARS = 0.04615 BRL from 3/09:00 by PTAX
        > propose 3 BRL 5.02520 ARS 108.88670
          objection ALREADY_EXISTS to pair ARS/BRL of agreement 1
        """);
  }

  @Test
  void aDeclinedOrUnansweredProposalIsNoRate() {
    DeskScript.check(
        """
        > annex
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670 by 3/11:00
          proposed 1 for day 3 by 3/11:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > propose 3 BRL 5.02520 ARS 108.88670 by 3/11:00
          objection ALREADY_EXISTS to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88671 by 3/11:00
          objection PROPOSAL_OPEN to pair ARS/BRL of agreement 1
        > decline 1 BR
          objection REASON_MISSING to proposal 1 for BCBRBRDF
        > decline 1 BR because a digit is wrong
          declined 1 by BR: a digit is wrong
        > approve 1 AR
          objection PROPOSAL_CLOSED to proposal 1
        > approve 2 AR
          objection PROPOSAL_UNKNOWN to proposal 2
        > propose 3 BRL 5.05100 ARS 108.78330 by 3/11:00
          proposed 2 for day 3 by 3/11:00 1 ARS = 0.04645 BRL, 1 BRL = 21.53700 ARS
        > approve 2 BCPAPYPX
          objection NOT_A_PARTY to proposal 2 for BCPAPYPX
        > approve 2 AR
          approved 2 by AR
        > approve 2 AR
          objection ALREADY_EXISTS to proposal 2 for BCRAARBA
        > @3/11:00 approve 2 BR
          time: expired 2
          time: unconfirmed ARS/BRL on day 3
          objection PROPOSAL_CLOSED to proposal 2
        > rate ARS BRL
          RATE_UNCONFIRMED
        # Late is better than never.
        > propose 3 BRL 5.05100 ARS 108.78330 by 3/12:00
          proposed 3 for day 3 by 3/12:00 1 ARS = 0.04645 BRL, 1 BRL = 21.53700 ARS
        > approve 3 AR
          approved 3 by AR
        > approve 3 BR
          approved 3 by BR
          confirmed 3 until 4/00:00
          published 1 ARS = 0.04645 BRL from 3/11:00 by PTAX
          published 1 BRL = 21.53700 ARS from 3/11:00 by PTAX
        """);
  }

  @Test
  void theGridsMomentGoesBeforeTheProposals() {
    DeskScript.check(
        """
        > annex
        > grid 3 3/10:30
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670 by 3/23:00
          proposed 1 for day 3 by 3/10:30 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > fallback 3 ARS BRL because nobody answers
          objection APPROVAL_TIME_RUNS to pair ARS/BRL of agreement 1
        > @3/10:30 pass
          time: expired 1
          time: unconfirmed ARS/BRL on day 3
        # The moment is over; a late proposal has its own time.
        > propose 3 BRL 5.02520 ARS 108.88670 by 3/11:00
          proposed 2 for day 3 by 3/11:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > @3/11:00 pass
          time: expired 2
        """);
  }

  @Test
  void withoutTimesARateIsForTheWholeDay() {
    DeskScript.check(
        """
        > annex
        > @3/09:00 propose 4 BRL 5.02520 ARS 108.88670 from none by none
          proposed 1 for day 4 by 5/00:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > approve 1 AR
          approved 1 by AR
        > approve 1 BR
          approved 1 by BR
          confirmed 1 until 5/00:00
          published 1 ARS = 0.04615 BRL from 4/00:00 by PTAX
          published 1 BRL = 21.66815 ARS from 4/00:00 by PTAX
        # Nothing is published for a day when the next one has its rate.
        > propose 3 BRL 5.05100 ARS 108.78330 from none by none
          objection RATE_BACKDATED to pair ARS/BRL of agreement 1
        """);
  }

  /// The grid of an opened day decides, also when nobody proposed anything.
  @Test
  void whenTheMomentOfTheGridComesEachPairIsDecided() {
    DeskScript.check(
        """
        > annex waterfall PREVIOUS,CLOSED previous 1
        > @3/00:00 opens 3 3/10:30
        > due
          3/10:30
        > @3/10:30 rate ARS BRL
          time: unconfirmed ARS/BRL on day 3
          time: fallback ARS/BRL on day 3 CLOSED until 4/00:00: no rate was confirmed in time
          PAIR_CLOSED
        # A proposal that was made before the day opened has the grid's time, too.
        > propose 4 BRL 5.02520 ARS 108.88670 from 4/10:00 by 4/20:00
          proposed 1 for day 4 by 4/20:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > @4/00:00 opens 4 4/10:30
        > approve 1 AR
          approved 1 by AR
        > @4/10:30 rate ARS BRL
          time: expired 1
          time: unconfirmed ARS/BRL on day 4
          time: fallback ARS/BRL on day 4 CLOSED until 5/00:00: no rate was confirmed in time
          PAIR_CLOSED
        # What is confirmed before the day opens stays so.
        > propose 5 BRL 5.02520 ARS 108.88670 from 5/00:00 by 4/20:00
          proposed 2 for day 5 by 4/20:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > approve 2 AR
          approved 2 by AR
        > approve 2 BR
          approved 2 by BR
          confirmed 2 until 6/00:00
          published 1 ARS = 0.04615 BRL from 5/00:00 by PTAX
          published 1 BRL = 21.66815 ARS from 5/00:00 by PTAX
        > @5/00:00 opens 5 5/10:30
        > @5/11:00 rate ARS BRL
          1 ARS = 0.04615 BRL from 5/00:00 by PTAX
        """);
  }

  @Test
  void everyReasonToRefuseAProposal() {
    DeskScript.check(
        """
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670
          objection RATES_NOT_AGREED to pair ARS/BRL of agreement 1
        > annex
        > propose 3 BRL 5.02520 ARS 108.88670 under 2
          objection RATES_NOT_AGREED to pair ARS/BRL of agreement 2
        > propose 3 BRL 5.02520 PYG 8006.85
          objection PAIR_NOT_AGREED to pair BRL/PYG of agreement 1
        > propose 3 BRL 5.02520 BRL 5.02520
          objection PAIR_NOT_AGREED to pair BRL/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 source Blog
          objection SOURCE_NOT_AGREED to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 source Wire
          objection SOURCE_NOT_AGREED to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 in reference-with-more-than-35-characters
          objection TEXT_TOO_LONG to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 seen +1h
          objection LEG_FROM_THE_FUTURE to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 seen -9999h
          objection LEG_TOO_OLD to pair ARS/BRL of agreement 1
        > propose 3 BRL 0.000000001 ARS 9000000000
          objection RATE_OUT_OF_RANGE to pair ARS/BRL of agreement 1
        > propose 2 BRL 5.02520 ARS 108.88670 from 2/10:00 by 3/10:00
          objection RATE_DAY_OVER to pair ARS/BRL of agreement 1
        > propose -1 BRL 5.02520 ARS 108.88670
          objection EFFECTIVE_OUTSIDE_DAY to pair ARS/BRL of agreement 1
        > propose 2147483647 BRL 5.02520 ARS 108.88670
          objection EFFECTIVE_OUTSIDE_DAY to pair ARS/BRL of agreement 1
        > propose 5 BRL 5.02520 ARS 108.88670 from 3/23:59
          objection EFFECTIVE_OUTSIDE_DAY to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 from 4/00:00
          objection EFFECTIVE_OUTSIDE_DAY to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 by 3/09:00
          objection APPROVAL_TIME_OVER to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 by 4/00:01
          objection APPROVAL_TIME_OVER to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 second BRL=5.02
          objection LEGS_DO_NOT_MEET to pair ARS/BRL of agreement 1
        > propose 3 BRL 5.02520 ARS 108.88670 second BRL=5.02,ARS=108 second-source Blog
          objection SOURCE_NOT_AGREED to pair ARS/BRL of agreement 1
        > manual 3 BRL 21.7 ARS 0.046 because screen down
          objection RUNG_NOT_REACHED to pair ARS/BRL of agreement 1
        > fallback 3 ARS BRL because no legs
          objection RUNG_NOT_REACHED to pair ARS/BRL of agreement 1
        # A rate for tomorrow may be published tonight.
        > propose 4 BRL 5.02520 ARS 108.88670 from 3/18:00 by 3/17:00
          proposed 1 for day 4 by 3/17:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        """);
  }

  @Test
  void whatIsLookedAtBeforeApproval() {
    DeskScript.check(
        """
        > annex approval NONE deviation 20000 second 5000 age 2
        > calendar 4
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670
          proposed 1 for day 3 by 3/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
          confirmed 1 until 4/00:00
          published 1 ARS = 0.04615 BRL from 3/09:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/09:00 by PTAX
        # Two hours is not too old, a second source 0.5 % away not too far.
        > @5/09:00 propose 5 BRL 5.02520 ARS 108.88670 seen -2h second BRL=5.0252,ARS=108.4
          proposed 2 for day 5 by 5/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
          confirmed 2 until 6/00:00
          published 1 ARS = 0.04615 BRL from 5/09:00 by PTAX
          published 1 BRL = 21.66815 ARS from 5/09:00 by PTAX
        > @6/09:00 propose 6 BRL 5.02520 ARS 111.5 seen -3h second BRL=5.0252,ARS=110
          proposed 3 for day 6 by 6/10:00 1 ARS = 0.04510 BRL, 1 BRL = 22.18820 ARS\
         DEVIATION_FROM_PREVIOUS ARS 22752 DEVIATION_FROM_PREVIOUS BRL 24001\
         LEG_AGE BRL 10800000 LEG_AGE ARS 10800000 LEG_AGE BRL 10800000 LEG_AGE ARS 10800000\
         DEVIATION_FROM_SECOND_SOURCE ARS 13130 DEVIATION_FROM_SECOND_SOURCE BRL 13637
          confirmed 3 until 7/00:00
          published 1 ARS = 0.04510 BRL from 6/09:00 by PTAX
          published 1 BRL = 22.18820 ARS from 6/09:00 by PTAX
        # Brazil rests on day 8.
        > calendar 8
        > @8/09:00 propose 8 BRL 5.02520 ARS 111.5
          proposed 4 for day 8 by 8/10:00 1 ARS = 0.04510 BRL, 1 BRL = 22.18820 ARS HOLIDAY BR 0
          confirmed 4 until 9/00:00
          published 1 ARS = 0.04510 BRL from 8/09:00 by PTAX
          published 1 BRL = 22.18820 ARS from 8/09:00 by PTAX
        # Where the parties agreed so, each of these is an objection.
        > annex approval NONE deviation 20000 second 5000 age 2 breach OBJECTION
        > @9/09:00 propose 9 BRL 5.02520 ARS 108.88670
          objection DEVIATES_FROM_PREVIOUS to pair ARS/BRL of agreement 1: ARS 23282, agreed 20000
        > propose 9 BRL 5.02520 ARS 111.5 seen -3h
          objection LEG_TOO_OLD to pair ARS/BRL of agreement 1: BRL 10800000, agreed 7200000
        > propose 9 BRL 5.02520 ARS 111.5 second BRL=5.0252,ARS=110
          objection DEVIATES_FROM_SECOND_SOURCE to pair ARS/BRL of agreement 1:\
         ARS 13130, agreed 5000
        > calendar 9
        > propose 9 BRL 5.02520 ARS 111.5
          objection HOLIDAY_ON_ONE_SIDE to pair ARS/BRL of agreement 1: BR 0, agreed 0
        """);
  }

  @Test
  void aCorrectionIsANewFixingWithAReason() {
    DeskScript.check(
        """
        > annex approval NONE
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670
          proposed 1 for day 3 by 3/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
          confirmed 1 until 4/00:00
          published 1 ARS = 0.04615 BRL from 3/09:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/09:00 by PTAX
        > propose 3 BRL 5.05100 ARS 108.78330
          objection REASON_MISSING to pair ARS/BRL of agreement 1
        # It takes effect after the one it corrects, never in the past.
        > propose 3 BRL 5.05100 ARS 108.78330 from 3/08:00 because the source corrected itself
          proposed 2 for day 3 by 3/10:00 1 ARS = 0.04645 BRL, 1 BRL = 21.53700 ARS
          confirmed 2 until 4/00:00: the source corrected itself
          published 1 ARS = 0.04645 BRL from 3/09:00+1ms by PTAX
          published 1 BRL = 21.53700 ARS from 3/09:00+1ms by PTAX
        > rate ARS BRL
          1 ARS = 0.04615 BRL from 3/09:00 by PTAX
        > @3/09:01 rate ARS BRL
          1 ARS = 0.04645 BRL from 3/09:00+1ms by PTAX
        # After tomorrow's is published, today's cannot be corrected any more.
        > propose 4 BRL 5.02520 ARS 108.88670 from 3/18:00
          proposed 3 for day 4 by 3/10:01 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
          confirmed 3 until 5/00:00
          published 1 ARS = 0.04615 BRL from 3/18:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/18:00 by PTAX
        > propose 3 BRL 5.02520 ARS 108.88670 because too late
          objection RATE_BACKDATED to pair ARS/BRL of agreement 1
        """);
  }

  @Test
  void theFirstRungIsThePreviousRateForSoManyDays() {
    DeskScript.check(
        """
        > annex waterfall PREVIOUS,CLOSED previous 2
        > calendar 5
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670
          proposed 1 for day 3 by 3/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > approve 1 AR
          approved 1 by AR
        > approve 1 BR
          approved 1 by BR
          confirmed 1 until 4/00:00
          published 1 ARS = 0.04615 BRL from 3/09:00 by PTAX
          published 1 BRL = 21.66815 ARS from 3/09:00 by PTAX
        > fallback 3 ARS BRL because I would like to
          objection RATE_CONFIRMED to pair ARS/BRL of agreement 1
        # Nobody confirms tomorrow's in time: yesterday's is taken, and it is told.
        > @4/09:00 propose 4 BRL 5.05100 ARS 108.78330
          proposed 2 for day 4 by 4/10:00 1 ARS = 0.04645 BRL, 1 BRL = 21.53700 ARS
        > @4/10:05 rate ARS BRL
          time: expired 2
          time: unconfirmed ARS/BRL on day 4
          time: fallback ARS/BRL on day 4 PREVIOUS until 5/00:00: no rate was confirmed in time
          published 1 ARS = 0.04615 BRL from 4/10:00 by PREVIOUS: PTAX
          published 1 BRL = 21.66815 ARS from 4/10:00 by PREVIOUS: PTAX
          1 ARS = 0.04615 BRL from 4/10:00 by PREVIOUS: PTAX
        # Day 5 is no joint day; day 6 is the second after day 3.
        > @6/09:00 rate ARS BRL
          RATE_STALE
        > fallback 6 ARS BRL
          objection REASON_MISSING to pair ARS/BRL of agreement 1
        > fallback 6 BRL ARS because the source does not publish
          fallback ARS/BRL on day 6 PREVIOUS until 7/00:00: the source does not publish
          published 1 ARS = 0.04615 BRL from 6/09:00 by PREVIOUS: PTAX
          published 1 BRL = 21.66815 ARS from 6/09:00 by PREVIOUS: PTAX
        # The third is one too many: the pair is closed.
        > @7/09:00 fallback 7 ARS BRL because the source does not publish
          fallback ARS/BRL on day 7 CLOSED until 8/00:00: the source does not publish
        > rate ARS BRL
          PAIR_CLOSED
        > fallback 7 ARS BRL because the source does not publish
          objection ALREADY_EXISTS to pair ARS/BRL of agreement 1
        # A rate that is confirmed opens it again.
        > propose 7 BRL 5.05100 ARS 108.78330
          proposed 3 for day 7 by 7/10:00 1 ARS = 0.04645 BRL, 1 BRL = 21.53700 ARS
        > approve 3 AR
          approved 3 by AR
        > approve 3 BR
          approved 3 by BR
          confirmed 3 until 8/00:00
          published 1 ARS = 0.04645 BRL from 7/09:00 by PTAX
          published 1 BRL = 21.53700 ARS from 7/09:00 by PTAX
        > rate ARS BRL
          1 ARS = 0.04645 BRL from 7/09:00 by PTAX
        > @8/00:00 rate ARS BRL
          RATE_STALE
        """);
  }

  @Test
  void theSecondRungIsAnotherSource() {
    DeskScript.check(
        """
        > annex waterfall SECONDARY,CLOSED age 2
        > @3/09:00 propose 3 BRL 5.02520 ARS 108.88670 second BRL=5.05100,ARS=108.78330
          proposed 1 for day 3 by 3/10:00 1 ARS = 0.04615 BRL, 1 BRL = 21.66815 ARS
        > @3/10:00 rate ARS BRL
          time: expired 1
          time: unconfirmed ARS/BRL on day 3
          time: fallback ARS/BRL on day 3 SECONDARY until 4/00:00: no rate was confirmed in time
          published 1 ARS = 0.04645 BRL from 3/10:00 by SECONDARY: Wire
          published 1 BRL = 21.53700 ARS from 3/10:00 by SECONDARY: Wire
          1 ARS = 0.04645 BRL from 3/10:00 by SECONDARY: Wire
        # Its legs can be told with the command, but not old ones.
        > @4/09:00 fallback 4 ARS BRL second BRL=5.05100,ARS=108.78330 seen -3h because late
          fallback ARS/BRL on day 4 CLOSED until 5/00:00: late
        > fallback 4 ARS BRL second BRL=5.05100,ARS=108.78330 because they came after all
          fallback ARS/BRL on day 4 SECONDARY until 5/00:00: they came after all
          published 1 ARS = 0.04645 BRL from 4/09:00 by SECONDARY: Wire
          published 1 BRL = 21.53700 ARS from 4/09:00 by SECONDARY: Wire
        > fallback 3 ARS BRL because yesterday
          objection RATE_DAY_OVER to pair ARS/BRL of agreement 1
        > fallback -1 ARS BRL because before
          objection EFFECTIVE_OUTSIDE_DAY to pair ARS/BRL of agreement 1
        > fallback 5 ARS PYG because no such pair
          objection PAIR_NOT_AGREED to pair ARS/PYG of agreement 1
        """);
  }

  @Test
  void theThirdRungIsAManualRateWithFourEyesOnBothSides() {
    DeskScript.check(
        """
        > annex approval NONE waterfall PREVIOUS,MANUAL,CLOSED previous 1
        > @3/09:00 fallback 3 ARS BRL because no publication
          fallback ARS/BRL on day 3 MANUAL until 4/00:00: no publication
        > rate ARS BRL
          RATE_UNCONFIRMED
        > fallback 3 ARS BRL because no publication
          objection ALREADY_EXISTS to pair ARS/BRL of agreement 1
        > manual 3 BRL 21.7 ARS 0.046
          objection REASON_MISSING to pair ARS/BRL of agreement 1
        > manual 3 BRL 21.7 PYG 0.046 because wrong pair
          objection PAIR_NOT_AGREED to pair BRL/PYG of agreement 1
        > manual 3 BRL 21.700001 ARS 0.046 because too fine
          objection SCALE_TOO_FINE to pair ARS/BRL of agreement 1
        > manual 3 BRL 21.7 ARS 0.046 by 3/11:00 because agreed by telephone
          proposed 1 for day 3 by 3/11:00 1 BRL = 21.7 ARS, 1 ARS = 0.046 BRL
        # Approval is needed here, whatever the annex says of other rates; and by four persons.
        > approve 1 AR as Ana/Abel
          approved 1 by AR
        > approve 1 BR as Bia/Abel
          objection PERSON_OF_OTHER_SIDE to proposal 1 for BCBRBRDF
        > approve 1 BR as Bia/Beto
          approved 1 by BR
          confirmed 1 until 4/00:00 MANUAL: agreed by telephone
          published 1 BRL = 21.7 ARS from 3/09:00 by MANUAL
          published 1 ARS = 0.046 BRL from 3/09:00 by MANUAL
        > rate ARS BRL
          1 ARS = 0.046 BRL from 3/09:00 by MANUAL
        # The manual one may be repeated on the day after; then a manual one is refused by time.
        > @4/09:00 fallback 4 ARS BRL because no publication
          fallback ARS/BRL on day 4 PREVIOUS until 5/00:00: no publication
          published 1 BRL = 21.7 ARS from 4/09:00 by PREVIOUS: MANUAL
          published 1 ARS = 0.046 BRL from 4/09:00 by PREVIOUS: MANUAL
        > @5/09:00 fallback 5 ARS BRL because no publication
          fallback ARS/BRL on day 5 MANUAL until 6/00:00: no publication
        > manual 5 BRL 21.7 ARS 0.046 by 5/11:00 because agreed by telephone
          proposed 2 for day 5 by 5/11:00 1 BRL = 21.7 ARS, 1 ARS = 0.046 BRL
        > @5/11:00 rate ARS BRL
          time: expired 2
          time: fallback ARS/BRL on day 5 CLOSED until 6/00:00: no rate was confirmed in time
          PAIR_CLOSED
        # Or by a party.
        > @6/09:00 fallback 6 ARS BRL because no publication
          fallback ARS/BRL on day 6 MANUAL until 7/00:00: no publication
        > manual 6 BRL 21.7 ARS 0.046 by 6/11:00 because agreed by telephone
          proposed 3 for day 6 by 6/11:00 1 BRL = 21.7 ARS, 1 ARS = 0.046 BRL
        > decline 3 BR because we did not agree
          declined 3 by BR: we did not agree
          fallback ARS/BRL on day 6 CLOSED until 7/00:00: we did not agree
        """);
  }
}
