package kontor.readside;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param next what to say as {@link PaymentFilter#before} for the page after; null on the last
public record PaymentPage(List<PaymentRow> payments, @Nullable Long next) {}
