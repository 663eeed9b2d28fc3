import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rag.evals.junit import report_junit
from tests.rag.evals.reports import hostile_report, question, report

# What CI servers read of JUnit XML, strictly: no other element, no other attribute.
SCHEMA = etree.XMLSchema(
    etree.XML("""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:attributeGroup name="totals">
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:attributeGroup>
  <xs:complexType name="found"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="type" type="xs:string" use="required"/>
    <xs:attribute name="message" type="xs:string" use="required"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:element name="testsuites"><xs:complexType><xs:sequence>
    <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="testcase" maxOccurs="unbounded"><xs:complexType>
        <xs:choice minOccurs="0">
          <xs:element name="failure" type="found"/>
          <xs:element name="error" type="found"/>
        </xs:choice>
        <xs:attribute name="classname" type="xs:string" use="required"/>
        <xs:attribute name="name" type="xs:string" use="required"/>
        <xs:attribute name="time" type="xs:decimal" use="required"/>
      </xs:complexType></xs:element>
    </xs:sequence>
    <xs:attributeGroup ref="totals"/>
    <xs:attribute name="timestamp" type="xs:string"/>
    </xs:complexType></xs:element>
  </xs:sequence><xs:attributeGroup ref="totals"/></xs:complexType></xs:element>
</xs:schema>
""")
)


def read(whole: dict[str, Any]) -> etree._Element:
    root = etree.fromstring(report_junit(whole).encode())
    SCHEMA.assertValid(root)
    return root


def check_totals(element: etree._Element) -> None:
    cases = element.findall(".//testcase")
    assert int(element.get("tests", "")) == len(cases)
    assert int(element.get("failures", "")) == len(element.findall(".//failure"))
    assert int(element.get("errors", "")) == len(element.findall(".//error"))
    total = math.fsum(float(case.get("time", "")) for case in cases)
    assert float(element.get("time", "")) == pytest.approx(total, abs=0.0006 * (len(cases) + 1))


def test_a_suite_for_each_kind_and_a_case_for_each_question() -> None:
    whole = report()
    root = read(whole)
    check_totals(root)
    assert {suite.get("name"): int(suite.get("tests", "")) for suite in root} == whole["kinds"]
    for suite in root:
        check_totals(suite)
        asked = [q for q in whole["questions"] if q["kind"] == suite.get("name")]
        assert [case.get("name") for case in suite] == [
            f"{q['id']}: {q['question']}" for q in asked
        ]
        for case, each in zip(suite, asked, strict=True):
            assert float(case.get("time", "")) == pytest.approx(
                each["latency_ms"] / 1000, abs=0.0006
            )
            assert [found.get("type") for found in case] == (
                [] if each["verdict"] == "correct" else [each["verdict"]]
            )


def test_a_failure_says_where_it_was_lost_what_was_expected_and_what_came() -> None:
    lost = question(2, "wrong", stage_lost="not_chosen", history=["Who called?"])
    [failure] = read(report([lost])).iter("failure")
    message = failure.get("message", "")
    assert message.startswith("the sentence was read, but another was chosen; expected: “ana")
    assert f"got: {lost['answer']}" in message
    assert "asked before: Who called?" in (failure.text or "")
    assert lost["citations"][0]["quote"] in (failure.text or "")


def test_a_system_that_failed_is_an_error_not_a_failure() -> None:
    root = read(report([question(1, "failed", latency_ms=None), question(7)]))
    assert (root.get("failures"), root.get("errors"), root.get("tests")) == ("0", "1", "2")
    [error] = root.iter("error")
    assert error.get("message", "").startswith("The system did not answer within 60 seconds.")
    [case, _] = root.iter("testcase")
    assert case.get("time") == "0.000"


def test_an_empty_report_is_an_empty_list() -> None:
    root = read(report([]))
    assert len(root) == 0
    check_totals(root)


def test_hostile_text_is_only_text() -> None:
    root = read(hostile_report())
    check_totals(root)
    names = [case.get("name", "") for case in root.iter("testcase")]
    assert "</script><script>" in names[0]
    assert any("a\u202egnp.exe\u2066 b\ufffdc\ufffdd \ufffd e\ufffd" in name for name in names)


@given(st.text(st.characters(codec=None)))
def test_every_text_gives_well_formed_xml(text: str) -> None:
    hostile = question(2, "wrong", id=text, question=text, answer=text, kind=text, history=[text])
    [case] = read(report([hostile])).iter("testcase")
    kept = [c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff")]
    kept = [c for c in kept if c not in "\ufffe\uffff"]
    assert "".join(c for c in case.get("classname", "") if c != "\ufffd") == "".join(
        c for c in kept if c != "\ufffd"
    )
