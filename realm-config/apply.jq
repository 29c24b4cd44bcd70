# What realm-config/apply asks of the realm. Input: what is shipped. Output: lines for it to say, with
# verb, path and body behind a tab each where something is to be changed.

$realms[0] as $realm | $allClients[0] as $clients | $profiles[0] as $profile | $allScopes[0] as $scopes |
. as $shipped |

def act($say; $verb; $path; $body): [$say, $verb, $path, ($body | tojson)] | join("\t");
def named($alias): map(select(.alias == $alias)) | first;
def isOneOf(others): . as $one | any(others; . == $one);
def listed: if length == 0 then "" else join(", ") end;

# Whether the other has all that this one has; Keycloak drops what is empty, and shows no secrets.
def isIn($other):
  if type == "object" then . as $mine | all(keys[]; . as $key | $mine[$key] | isIn(($other // {})[$key]))
  elif type == "array" then sort == ($other // [] | sort)
  else . == $other or (. == "" and $other == null) or $other == "**********" end;
def differences($other):
  . as $mine | [keys[] as $key | select($mine[$key] | isIn($other[$key]) | not) | $key];
def verdict($differences):
  if $differences == [] then "as shipped" else "left as it is; differs in \($differences | listed)" end;

# A flow, what it is in the realm, and its steps.
def there: .alias as $alias | $realm.authenticationFlows | named($alias);
def steps: (.authenticationExecutions // []) | sort_by(.priority);
def step: .flowAlias // .authenticator;
def shape: [steps[] | [step, .requirement, .authenticatorConfig]];
def parts: ., (steps[].flowAlias // empty | . as $alias | $shipped.flows | named($alias) | parts);
def tops: $shipped.flows[] | select(.topLevel);
def isHalfBuilt: there.description == $half;
def changedParts: [parts | select(shape != (there // {} | shape)) | .alias];

def providers: $realm.identityProviders // [] | .[];

# Who has a flow.
def users: .alias as $alias | .id as $id |
  ($realm | to_entries[] | select((.key | endswith("Flow")) and .value == $alias) | "the realm"),
  ($clients[] | select(any(.authenticationFlowBindingOverrides // {} | .[]; . == $id)) | "the client \(.clientId)"),
  (providers
    | select(.firstBrokerLoginFlowAlias == $alias or .postBrokerLoginFlowAlias == $alias)
    | "the identity provider \(.alias)");

def obstacles: tops | . as $flow | there as $there |
  if $there == null then
    parts | select(there) | "There is a flow \(.alias) already, but no \($flow.alias). Rename it."
  elif isHalfBuilt then
    ($there | users | "The flow \($flow.alias) is half built, and \(.) has it. Put another one there first."),
    (parts | there // empty | . as $other
      | ($shipped.flows | named($other.alias) | shape) as $right
      | select(any(shape[]; . as $one | $right | index([$one]) | not))
      | "An administrator has changed \(.alias), which is half built. Rename it.")
  else empty end;

def settings: .settings[] | .alias as $alias | ($realm.authenticatorConfig // [] | named($alias)) as $there
  | if $there then
      "settings \(.alias): \(.config as $mine | verdict($mine | differences($there.config)))"
    else act("settings \(.alias): added"; "create"; "authentication/config"; {alias, config}) end;

def newFlows: tops | select(there == null or isHalfBuilt) | parts | select(there == null)
  | act("-"; "create"; "authentication/flows";
      {alias, description, providerId, topLevel, builtIn: false} | if .topLevel then .description = $half else . end);

# From the innermost outwards: what hangs in a flow is complete.
def flows: tops | . as $flow | if isHalfBuilt then
    ([parts] | reverse[] | there as $there | ($there | [steps[] | step]) as $has | steps[]
      | select(step | isOneOf($has[]) | not)
      | act("-"; "create"; "authentication/executions";
          {parentFlow: $there.id, requirement, priority, authenticatorFlow}
          + if .flowAlias then {flowId: (.flowAlias as $alias | {alias: $alias} | there.id)}
            else {authenticator} + if .authenticatorConfig then {authenticatorConfig} else {} end end)),
    act("flow \(.alias): added"; "update"; "authentication/flows/\(there.id)";
      {alias, description, providerId, topLevel, builtIn})
  else "flow \(.alias): \(verdict(changedParts))" end;

# Not default actions: users who exist must not be surprised.
# A list of several lines is only named.
def brief: .key as $key | .value | if . == "" then empty elif test("\n") then $key else "\($key)=\(.)" end;

# Not default actions: users who exist must not be surprised. Keycloak checks settings only where they are sent alone.
def actions: .actions[] | .alias as $alias | ($realm.requiredActions | named($alias)) as $there
  | if $there and $there.name != $half then
      (({enabled} | differences($there)) + (.config | differences($there.config // {}))) as $differences
      | "required action \(.alias): \(verdict($differences))"
    else
      ([.config | to_entries[] | brief] | listed) as $config
      | (select($there == null)
          | act("-"; "create"; "authentication/register-required-action"; {providerId, name: $half})),
        (select(.config != {})
          | act("-"; "update"; "authentication/required-actions/\(.alias)/config"; {config})),
        act("required action \(.alias): added\(if $config == "" then "" else "; \($config)" end)";
          "update"; "authentication/required-actions/\(.alias)";
          {alias, name, providerId, enabled, defaultAction: false, priority, config})
    end;

def declared: .name as $name | $profile.attributes | map(select(.name == $name)) | first;
def attributes: [.attributes[] | select(declared | not)] as $new
  | (select($new != []) | act("-"; "update"; "users/profile"; $profile | .attributes += $new)),
    (.attributes[] | declared as $there
      | "user attribute \(.name): \(if $there then verdict(differences($there)) else "added" end)");

# Given to no client: what a service is told is decided service by service.
def scopes: .scopes[] | .name as $name | ($scopes | map(select(.name == $name)) | first) as $there
  | if $there then ($there | .protocolMappers[]? |= {name, protocol, protocolMapper, config}) as $plain
      | "client scope \(.name): \(verdict(differences($plain)))"
    else act("client scope \(.name): added"; "create"; "client-scopes"; .) end;

def texts: (if $realm.internationalizationEnabled then $realm.supportedLocales else ["en"] end)[] as $language
  | .texts[$language] // empty
  | with_entries(select((($realm.localizationTexts // {})[$language] // {})[.key] == null))
  | if . == {} then "texts \($language): there"
    else act("texts \($language): added \(keys | listed)"; "create"; "localization/\($language)"; .) end;

def timeouts: .timeouts | with_entries(select(.value > ($realm[.key] // 0)))
  | if . == {} then "login timeouts: long enough"
    else act("login timeouts: \([to_entries[] | "\(.key) was \($realm[.key]) s, is \(.value) s"] | listed)";
      "update"; "realms/\($realm.realm | @uri)"; .) end;

def flowOfRealm: {alias: .} | there.id;
def clients: .clients[] | .clientId as $id | ($clients | map(select(.clientId == $id)) | first) as $there
  | .authenticationFlowBindingOverrides |= (. // {} | map_values(flowOfRealm))
  | if $there then "client \(.clientId): \(verdict(differences($there)))"
    else act("client \(.clientId): added"; "create"; "clients"; .) end;

# What --bind changes, and the way back.
def flowsToBind: .bound | with_entries(select($realm[.key] != .value));
def keycloaksFirst: "first broker login";
def guarded:
  if (.postBrokerLoginFlowAlias // "") == "" then .postBrokerLoginFlowAlias = $shipped.afterProvider else . end
  | if .firstBrokerLoginFlowAlias == keycloaksFirst then .firstBrokerLoginFlowAlias = $shipped.bound.firstBrokerLoginFlow
    else . end;
# Both or none: a map of the realm's own has names of its own.
def levelsToAdd: .levels
  | if any(keys[]; ($realm.attributes // {})[.] // "" | . != "" and . != "{}") then {} else . end;
def unguardedProviders: providers | select(guarded != .);
def actionsToEnd: [.off[] | select(. as $alias | $realm.requiredActions | named($alias) | .enabled)];

def unfit: [.bound[], .afterProvider] as $wanted | tops | select(.alias | isOneOf($wanted[]))
  | changedParts | select(. != [])
  | "\(listed) is not as shipped. If it is as it should be, bind it yourself (Authentication, Flows, Bind flow).";

def bindings:
  (unguardedProviders | . as $before
    | act("identity provider \(.alias): \([guarded | to_entries[] | select($before[.key] != .value) | .value] | listed)";
        "update"; "identity-provider/instances/\(.alias | @uri)"; guarded)),
  (flowsToBind | if . == {} then "flows of the realm: ours" else
    act("flows of the realm: \([to_entries[] | "\(.key) was \($realm[.key]), is \(.value)"] | listed)";
      "update"; "realms/\($realm.realm | @uri)"; .) end),
  (levelsToAdd | if . == {} then "names of levels: there" else
    act("names of levels: added"; "update"; "realms/\($realm.realm | @uri)"; {attributes: ($realm.attributes + .)}) end),
  (actionsToEnd[] as $alias | $realm.requiredActions | named($alias)
    | act("required action \($alias): off"; "update"; "authentication/required-actions/\($alias)"; .enabled = false));

def wayBack:
  (flowsToBind | select(. != {})
    | "update \("realms/\($realm.realm | @uri)" | @sh) -b \(with_entries(.value = $realm[.key]) | tojson | @sh)"),
  (levelsToAdd | select(. != {})
    | "update \("realms/\($realm.realm | @uri)" | @sh) -b \({attributes: $realm.attributes} | tojson | @sh)"),
  (unguardedProviders | . as $before
    | "update \("identity-provider/instances/\(.alias | @uri)" | @sh) -r \($realm.realm | @uri | @sh)"
      + ([guarded | to_entries[] | select($before[.key] != .value) | " -s \("\(.key)=\($before[.key] // "")" | @sh)"] | add)),
  (actionsToEnd[] | "update authentication/required-actions/\(.) -r \($realm.realm | @uri | @sh) -s enabled=true")
  | "\($kcadm) \(.)\($config)";
