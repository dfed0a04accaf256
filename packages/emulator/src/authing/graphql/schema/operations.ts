/** Inputs, small results and the root fields: what the SDK's AuthenticationClient can ask for. */
export const OPERATIONS = `
type CommonMessage { code: Int, message: String }
type RefreshToken { token: String, iat: Int, exp: Int }
type JwtTokenStatus { code: Int, message: String, status: Boolean, exp: Int, iat: Int, data: JwtTokenStatusDetail }
type JwtTokenStatusDetail { id: String, userPoolId: String, arn: String }
type CheckPasswordStrengthResult { valid: Boolean!, message: String }

enum UDFTargetType { NODE ORG USER USERPOOL ROLE PERMISSION APPLICATION }
enum UDFDataType { STRING NUMBER DATETIME BOOLEAN OBJECT SELECT }
type UserDefinedData { key: String!, dataType: UDFDataType!, value: String!, label: String }
input UserDefinedDataInput { key: String!, value: String }

enum EmailScene {
  RESET_PASSWORD RESET_PASSWORD_VERIFY_CODE VERIFY_EMAIL FIRST_EMAIL_LOGIN_VERIFY CONSOLE_CONDUCTED_VERIFY CHANGE_EMAIL
  EMAIL_BIND_VERIFY_CODE EMAIL_UNBIND_VERIFY_CODE MFA_VERIFY VERIFY_CODE REGISTER_VERIFY_CODE LOGIN_VERIFY_CODE MFA_VERIFY_CODE
  INFORMATION_COMPLETION_VERIFY_CODE
}

input LoginByEmailInput {
  email: String!, password: String!, captchaCode: String, autoRegister: Boolean, clientIp: String, params: String, context: String
}
input LoginByUsernameInput {
  username: String!, password: String!, captchaCode: String, autoRegister: Boolean, clientIp: String, params: String, context: String
}
input LoginByPhonePasswordInput {
  phone: String!, password: String!, captchaCode: String, autoRegister: Boolean, clientIp: String, params: String, context: String
}
input LoginByPhoneCodeInput {
  phone: String!, code: String!, phoneCountryCode: String, autoRegister: Boolean, clientIp: String, params: String, context: String
}
input RegisterByEmailInput {
  email: String!, password: String!, profile: RegisterProfile, forceLogin: Boolean, generateToken: Boolean, clientIp: String
  params: String, context: String, phoneToken: String
}
input RegisterByUsernameInput {
  username: String!, password: String!, profile: RegisterProfile, forceLogin: Boolean, generateToken: Boolean, clientIp: String
  params: String, context: String, phoneToken: String, emailToken: String
}
input RegisterByPhoneCodeInput {
  phone: String!, code: String!, phoneCountryCode: String, password: String, profile: RegisterProfile, forceLogin: Boolean
  generateToken: Boolean, clientIp: String, params: String, context: String, emailToken: String
}

type Query {
  user(id: String): User
  checkLoginStatus(token: String): JwtTokenStatus
  checkPasswordStrength(password: String!): CheckPasswordStrengthResult!
  isUserExists(email: String, phone: String, username: String, externalId: String): Boolean
  udv(targetType: UDFTargetType!, targetId: String!): [UserDefinedData!]!
}

type Mutation {
  registerByEmail(input: RegisterByEmailInput!): User
  registerByUsername(input: RegisterByUsernameInput!): User
  registerByPhoneCode(input: RegisterByPhoneCodeInput!): User
  loginByEmail(input: LoginByEmailInput!): User
  loginByUsername(input: LoginByUsernameInput!): User
  loginByPhonePassword(input: LoginByPhonePasswordInput!): User
  loginByPhoneCode(input: LoginByPhoneCodeInput!): User
  loginBySubAccount(account: String!, password: String!, captchaCode: String, clientIp: String): User!
  refreshToken(id: String): RefreshToken
  sendEmail(email: String!, scene: EmailScene!): CommonMessage!
  resetPassword(phone: String, phoneCountryCode: String, email: String, code: String!, newPassword: String!): CommonMessage
  resetPasswordByFirstLoginToken(token: String!, password: String!): CommonMessage
  resetPasswordByForceResetToken(token: String!, oldPassword: String!, newPassword: String!): CommonMessage
  updateUser(id: String, input: UpdateUserInput!, emailToken: String, phoneToken: String): User!
  updatePassword(newPassword: String!, oldPassword: String): User!
  updatePhone(
    phone: String!, phoneCode: String!, oldPhone: String, oldPhoneCode: String, phoneCountryCode: String, oldPhoneCountryCode: String
  ): User!
  updateEmail(email: String!, emailCode: String!, oldEmail: String, oldEmailCode: String): User!
  bindPhone(phone: String!, phoneCode: String!, phoneCountryCode: String): User!
  unbindPhone: User!
  bindEmail(email: String!, emailCode: String!): User!
  unbindEmail: User!
  setUdv(targetType: UDFTargetType!, targetId: String!, key: String!, value: String!): [UserDefinedData!]
  setUdvBatch(targetType: UDFTargetType!, targetId: String!, udvList: [UserDefinedDataInput!]): [UserDefinedData!]
  removeUdv(targetType: UDFTargetType!, targetId: String!, key: String!): [UserDefinedData!]
}
`;
