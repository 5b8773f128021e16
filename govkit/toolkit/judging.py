"""What a toolkit says about a register as it is: ratings and findings."""

from collections.abc import Iterable
from datetime import date
from typing import overload

import attrs

from govkit.analysis import RatedRisk, rate_risk
from govkit.errors import Offered, RatingError
from govkit.model import Assessment, Register, Risk
from govkit.model.require import require_day, require_register
from govkit.plugin import RULES
from govkit.plugin.origin import own_origin
from govkit.rules import Context, Finding, Rule, Settings, lint
from govkit.rules.engine import broken_plugin, rule_raised
from govkit.scoring import Rating
from govkit.toolkit.offering import Offering, named_rules


class Judging(Offering):
    """Rates by the schemes, and checks by the rules."""

    @overload
    def rate(self, item: Risk) -> RatedRisk: ...
    @overload
    def rate(self, item: Assessment) -> Rating: ...
    def rate(self, item: Risk | Assessment) -> RatedRisk | Rating:
        """Rate a risk or one assessment.

        Args:
            item: a risk, whose ratings come with the reason wherever there is none; or an assessment.

        Returns:
            The risk with its ratings, or the assessment's rating.

        Raises:
            UnknownNameError: no plug-in that was loaded offers an assessment's scheme.
            RatingError: an assessment names no scheme, or levels its scheme lacks.
        """
        if isinstance(item, Risk):
            return rate_risk(item, self.schemes)
        if not isinstance(item, Assessment):
            raise TypeError(f"rate takes a Risk or an Assessment, not {type(item).__name__}")
        if item.scheme is None:
            raise RatingError("any scheme", ["the assessment names none"])
        return self.scheme(item.scheme).rate(item.levels)

    def check(
        self,
        register: Register,
        *,
        as_of: date,
        only: Iterable[str] | None = None,
        settings: Settings | None = None,
    ) -> list[Finding]:
        """Run the rules over a register.

        Args:
            register: the register.
            as_of: the day in question.
            only: codes or names of rules to run; unless given, those that run by default, and always what is
                wrong with the plug-ins then, whether or not one of them brings the rule for it. What it names
                runs whatever the settings select.
            settings: which rules run and what rules there are beside those of plug-ins, where they keep
                silent, what is waived beside the register and what is known already; read from a file by
                ``govkit.io.read_settings``.

        Returns:
            The findings, in the order of the source, waived and known ones among them.

        Raises:
            UnknownNameError: ``only`` names a rule that neither a plug-in nor the settings offer.
        """
        require_register(register)
        require_day(as_of)
        if isinstance(only, str):
            only = [only]
        context = Context(
            register=register,
            as_of=as_of,
            schemes=self.schemes,
            workflows=self.workflows,
            plugin_problems=self.plugin_problems,
        )
        settings = settings or Settings()
        rules = settings.with_rules(self.rules)
        at_hand = Offered(
            {broken_plugin.code: broken_plugin, rule_raised.code: rule_raised, **rules},
            rules.denied,
            rules.broken,
        )
        if only is None:
            chosen = settings.chosen(at_hand.values())
        else:
            named = {rule.code: rule for name in only for rule in named_rules(name, rules)}
            chosen = attrs.evolve(settings, select=None, extend_select=tuple(named), ignore=()).chosen(
                named.values()
            )

        def origin(rule: Rule) -> str:
            offer = self._plugins.offered(RULES).get(rule.code)
            return offer.plugin.origin if offer else settings.file_of(rule) or own_origin()

        return lint(chosen, at_hand, origin, context, settings)
