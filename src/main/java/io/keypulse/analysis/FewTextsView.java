package io.keypulse.analysis;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FewTexts")
@Description(
    "What the dissatisfied wrote, where they are fewer than twenty: too few to tell which words mark them.")
public record FewTextsView(
    @Description("ISO 639, two letters.") String language,
    @Description(
            "All answers with an opinion and a text in this language, of the satisfied too; of more than 20,000 the newest 20,000 are read.")
        int of,
    @Description("The newest first.") List<@NonNull String> texts)
    implements WordsResult {}
