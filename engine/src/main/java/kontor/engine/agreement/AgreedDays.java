package kontor.engine.agreement;

import java.util.List;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What the agreements say of their business days: the annex CALENDAR by value day.
public interface AgreedDays {

  /// Nothing is agreed: agreements of one step have no calendar.
  AgreedDays NONE =
      new AgreedDays() {
        @Override
        public List<Integer> withCalendar() {
          return List.of();
        }

        @Override
        public AnnexTerms.@Nullable Days on(int agreement, int day) {
          return null;
        }

        @Override
        public boolean isParty(int agreement, ParticipantId institution) {
          return false;
        }
      };

  /// The agreements that have such an annex, whenever it holds; lowest number first.
  List<Integer> withCalendar();

  /// The annex that holds on a day; null if none does, and then every day is open at any time.
  AnnexTerms.@Nullable Days on(int agreement, int day);

  boolean isParty(int agreement, ParticipantId institution);
}
